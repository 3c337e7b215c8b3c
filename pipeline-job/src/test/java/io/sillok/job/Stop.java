package io.sillok.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** Lets a job end behind a savepoint. Results may be there before the last task runs, so it is asked until it can be done. */
final class Stop {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stop() {}

    /** @return where the savepoint is */
    static String suspend(JobClient job, Path folder) throws Exception {
        return stop(job, false, folder);
    }

    /** With all that is held back given out. */
    static void drain(JobClient job, Path folder) throws Exception {
        stop(job, true, folder);
    }

    private static String stop(JobClient job, boolean drain, Path folder) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return job.stopWithSavepoint(drain, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
