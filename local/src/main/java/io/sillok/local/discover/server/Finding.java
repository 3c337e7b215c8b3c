package io.sillok.local.discover.server;

/** Something that a person should hear of. Its text is one line of printable characters, whatever the configs hold. */
public record Finding(Kind kind, Place place, String message) {

    private static final int MAX_LENGTH = 400;

    /** What a finding asks of its reader. */
    public enum Kind {
        /** A config is wrong or cannot be read, so something may be missing. */
        PROBLEM,
        /** A log that cannot be shipped from a file. */
        SKIPPED,
        /** What the configs leave open. */
        OPEN
    }

    public Finding {
        message = printable(message);
        place = new Place(printable(place.file()), place.line());
    }

    /** Without line breaks and control characters, so that nothing can leave a comment. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(c -> {
            if (Character.isISOControl(c)
                    || c == 0x2028
                    || c == 0x2029
                    || c == 0xFEFF
                    || Character.getType(c) == Character.SURROGATE) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? printable + "…" : printable.toString();
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
