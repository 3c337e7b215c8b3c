package io.sillok.tailer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a tailer is alive, and whether it does what it is there for. */
final class Health {

    /** A pass takes milliseconds; one that hangs for so long hangs on a disk that does not answer. */
    private static final Duration LONGEST_PASS = Duration.ofSeconds(30);

    private final Tailer tailer;

    Health(Tailer tailer) {
        this.tailer = tailer;
    }

    /** Why this process should be replaced by another one; nothing that a new one would not do better. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        tailer.failure().ifPresent(error -> problems.add("the tailer ended: " + error));
        if (problems.isEmpty() && !tailer.closing() && isStuck()) {
            problems.add("no pass over the files for " + tailer.sinceLastPass().toSeconds()
                    + " s; see that the disks answer");
        }
        return problems;
    }

    private boolean isStuck() {
        if (tailer.sinceLastPass().compareTo(LONGEST_PASS) <= 0) {
            return false;
        }
        // With nothing to do it sleeps; to be asked wakes it.
        tailer.progress();
        return tailer.sinceLastPass().compareTo(LONGEST_PASS) > 0;
    }

    /** Why it does not ship. That files wait is no reason. */
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>(problems());
        if (tailer.closing()) {
            obstacles.add("it is ending");
        }
        if (!tailer.progress().discovered()) {
            obstacles.add("the files were not looked for yet");
        }
        if (!tailer.kafkaReached()) {
            obstacles.add("Kafka did not answer yet; see that kafka.bootstrap.servers is right and reachable");
        }
        return obstacles;
    }
}
