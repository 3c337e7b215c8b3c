package io.sillok.parsers.template;

/** Which values a slot of a {@link LineTemplate} can hold. */
public interface Shape {

    enum Fit {
        YES,
        /** This value is none, a longer one may be. */
        NOT_YET,
        /** Nor is any that begins with this value. */
        NEVER
    }

    Shape ANY = (line, from, to) -> Fit.YES;

    Fit fit(String line, int from, int to);

    /** The line's rest, quotes and all. */
    Shape REST = (line, from, to) -> Fit.YES;

    /** One word, or several as nginx lists them: {@code 0.1, 0.2 : 0.3}. */
    static Fit list(String line, int from, int to) {
        int i = from;
        boolean goesOn = true;
        while (i < to) {
            int blank = line.indexOf(' ', i);
            int end = blank < 0 || blank > to ? to : blank;
            boolean colon = end - i == 1 && line.charAt(i) == ':';
            boolean first = i == from;
            if (end == i || (end < to && colon && first) || (!goesOn && !colon)) {
                return Fit.NEVER;
            }
            goesOn = colon || (end < to && end + 1 == to) || line.charAt(end - 1) == ',';
            i = end + 1;
        }
        return goesOn ? Fit.NOT_YET : Fit.YES;
    }

    /** Digits and dots, or nothing. */
    static Fit number(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return Fit.NEVER;
            }
        }
        return Fit.YES;
    }

    /** What says that there is no value. */
    static boolean isDash(String line, int from, int to) {
        return to - from == 1 && line.charAt(from) == '-';
    }
}
