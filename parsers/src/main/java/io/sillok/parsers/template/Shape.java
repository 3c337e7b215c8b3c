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
