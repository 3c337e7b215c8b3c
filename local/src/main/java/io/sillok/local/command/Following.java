package io.sillok.local.command;

import io.sillok.tailer.HangUp;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import java.nio.file.Path;
import java.time.InstantSource;

/** What {@code sillok tail} does, apart from its command line: to load a parser of those takes as long as Kafka's client. */
public final class Following {

    private Following() {}

    /** Follows until the process is told to end; the exit code. */
    public static int follow(Path config) throws Exception {
        Tailer tailer = Tailer.start(TailerConfig.load(config), InstantSource.system(), TailerEvents.logged());
        tailer.reloadsFrom(() -> TailerConfig.load(config));
        if (!HangUp.runs(tailer::reload)) {
            System.err.println(
                    "sillok: this JVM takes no SIGHUP; POST /-/reload at status.listen has the config read again");
        }
        try (Interruption interruption = Interruption.closing(tailer)) {
            return interruption.await(() -> tailer.failure().map(error -> "the tailer ended: " + error));
        }
    }
}
