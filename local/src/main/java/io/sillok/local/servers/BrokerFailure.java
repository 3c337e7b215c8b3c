package io.sillok.local.servers;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Why a broker did not start, with the mend. */
final class BrokerFailure {
    private BrokerFailure() {}

    static String describe(Throwable failure, Path folder) {
        return "Kafka did not start: " + reason(failure, folder);
    }

    private static String reason(Throwable failure, Path folder) {
        if (failure instanceof ServerStartException told) {
            return told.getMessage();
        }
        if (says(failure, "No space left on device")) {
            return "no space left on the disk of " + folder + "; free some or choose another folder";
        }
        if (says(failure, "AccessDeniedException") || says(failure, "Permission denied")) {
            return "the folder " + folder + " is not writable; change its owner or choose another folder";
        }
        return failure + " (folder " + folder + ")";
    }

    private static boolean says(Throwable failure, String text) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause.toString().contains(text));
    }
}
