package io.sillok.local.audit;

import java.util.Locale;

/** Bytes {@code [from, to)} of a file that are not there. */
record Hole(Kind kind, long from, long to) {

    /** What is to be thought of it. */
    enum Kind {
        /** Kafka has acknowledged what lies behind, or nobody knows better: these bytes will not come by themselves. */
        MISSING,
        /** They may still come: the tailer sends them again if it was not told that they arrived. */
        OPEN,
        /** Kafka has deleted them since, as it was told to. */
        EXPIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    long length() {
        return to - from;
    }
}
