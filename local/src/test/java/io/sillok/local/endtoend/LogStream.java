package io.sillok.local.endtoend;

/**
 * One log that is written at full speed and rotated by logrotate.
 *
 * @param directives logrotate's, beside those that all have
 * @param reopens whether the writer is told to open its file anew, as nginx is; else the file is copied and truncated
 * @param wholeLines whether each write is of whole lines, so that a copy has no half ones
 */
record LogStream(String name, String parser, String directives, boolean reopens, boolean wholeLines) {

    /** As the Debian package of nginx has it. */
    static final LogStream DELAYED = new LogStream("delayed", "nginx.access", "compress\n delaycompress", true, false);

    /** Packed as soon as the writer has let go of it. */
    static final LogStream PACKED = new LogStream("packed", "nginx.access", "compress", true, false);

    static final LogStream DATED =
            new LogStream("dated", "nginx.error", "dateext\n dateformat -%Y%m%d-%s", true, false);

    /** With records of several lines. */
    static final LogStream STACKED = new LogStream("stacked", "laravel.line", "nocompress", true, false);

    static final LogStream TRUNCATED =
            new LogStream("truncated", "nginx.access", "copytruncate\n nocompress", false, true);

    String file() {
        return name + ".log";
    }

    /** A line that is told from all others, and from a part of itself. */
    String line(long number) {
        int padding = (int) (number * 7919 % 180);
        String text = name + " " + number + " " + "x".repeat(padding) + ";\n";
        boolean begins = number % 9 == 0;
        return parser.equals("laravel.line")
                ? (begins ? "[2026-11-22 10:00:00] production.ERROR: " : "#1 ") + text
                : text;
    }
}
