package io.sillok.opensearch;

import java.net.BindException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Why a node did not start, in one line that names the mend. */
final class StartFailure {
    private StartFailure() {}

    static String describe(Throwable failure, Path home, int httpPort) {
        if (any(failure, BindException.class::isInstance)) {
            return "port " + httpPort + " is taken; end what listens there or choose another port";
        }
        if (says(failure, "failed to obtain node lock")) {
            return "the data folder " + home + " is in use by another node; end that one or choose another folder";
        }
        if (says(failure, "No space left on device")) {
            return "no space left on the disk of " + home + "; free some or choose another folder";
        }
        if (says(failure, "Permission denied") || any(failure, java.nio.file.AccessDeniedException.class::isInstance)) {
            return "the data folder " + home + " is not writable; change its owner or choose another folder";
        }
        Throwable root = causes(failure).reduce((earlier, later) -> later).orElse(failure);
        return root.toString().lines().findFirst().orElse("unknown");
    }

    private static boolean says(Throwable failure, String text) {
        return any(failure, cause -> String.valueOf(cause.getMessage()).contains(text));
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        return causes(failure).anyMatch(test);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
