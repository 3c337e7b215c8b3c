package io.sillok.local.command;

import io.sillok.model.config.ConfigException;
import org.slf4j.LoggerFactory;

/** Says on standard error why a command failed. */
public final class FailureReport {

    private FailureReport() {}

    /** @return the exit code that goes with it */
    public static int print(Exception failure) {
        if (failure instanceof ConfigException config) {
            config.problems().forEach(problem -> System.err.println("sillok: " + problem));
            return ExitCodes.USAGE;
        }
        System.err.println("sillok: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        // Only now: setting up logs takes longer than many a command.
        LoggerFactory.getLogger(FailureReport.class).debug("the command failed", failure);
        return ExitCodes.PART_FAILED;
    }
}
