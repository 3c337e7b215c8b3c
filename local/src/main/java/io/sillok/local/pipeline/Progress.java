package io.sillok.local.pipeline;

import java.io.PrintStream;
import java.util.Locale;

/** What a person at a terminal sees while parts start and data flows; never on standard output. Thread-safe. */
public final class Progress {

    private final PrintStream err;
    private final boolean terminal;
    private boolean midLine;

    public Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** For the process's own standard error. */
    public static Progress onStandardError() {
        return new Progress(System.err, System.console() != null);
    }

    /** Something started, ended or went wrong. */
    public synchronized void say(String message) {
        clear();
        err.println("sillok: " + message);
    }

    /** How far the data is; on a terminal each figure writes over the one before. */
    public synchronized void figures(long bytes, long allBytes, long events, double seconds) {
        String line = String.format(
                Locale.ROOT,
                "%,d of %,d bytes, %,d events, %,.0f events/s",
                bytes,
                allBytes,
                events,
                seconds > 0 ? events / seconds : 0);
        if (terminal) {
            err.print("\rsillok: " + line + "\u001b[K");
            err.flush();
            midLine = true;
        } else {
            err.println("sillok: " + line);
        }
    }

    private void clear() {
        if (midLine) {
            err.print("\r\u001b[K");
            midLine = false;
        }
    }
}
