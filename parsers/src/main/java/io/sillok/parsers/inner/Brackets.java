package io.sillok.parsers.inner;

/** Brackets around values, and around exceptions as Monolog writes them. */
public final class Brackets {

    private static final String OPENING = "([";
    private static final String CLOSING = ")]";

    private Brackets() {}

    /**
     * Where the bracket at {@code open} closes, behind it; -1 if it does not. An exception as Monolog writes it,
     * {@code [object] (…)}, ends a line there.
     */
    public static int closeOf(CharSequence text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether one opens in {@code [from, at)}, and one behind closes what it did not open. */
    static boolean at(CharSequence text, int from, int at) {
        for (int kind = 0; kind < OPENING.length(); kind++) {
            boolean opened = false;
            for (int i = from; i < at && !opened; i++) {
                opened = text.charAt(i) == OPENING.charAt(kind);
            }
            if (opened && closesMoreThanItOpens(text, kind, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean closesMoreThanItOpens(CharSequence text, int kind, int at) {
        int depth = 0;
        for (int i = at; i < text.length() && depth >= 0; i++) {
            i = behindFrame(text, i);
            char c = i < text.length() ? text.charAt(i) : ' ';
            depth += c == OPENING.charAt(kind) ? 1 : c == CLOSING.charAt(kind) ? -1 : 0;
        }
        return depth < 0;
    }

    /** Whether a bracket, a brace or a name in back-quotes is open at the end of {@code [from, at)}. */
    static boolean before(CharSequence text, int from, int at) {
        int round = 0;
        int square = 0;
        int curly = 0;
        int backQuotes = 0;
        for (int i = from; i < at; i++) {
            i = behindFrame(text, i);
            switch (i < at ? text.charAt(i) : ' ') {
                case '(' -> round++;
                case ')' -> round = Math.max(0, round - 1);
                case '[' -> square++;
                case ']' -> square = Math.max(0, square - 1);
                case '{' -> curly++;
                case '}' -> curly = Math.max(0, curly - 1);
                case '`' -> backQuotes++;
                default -> {}
            }
        }
        return round > 0 || square > 0 || curly > 0 || backQuotes % 2 != 0;
    }

    /** Where a frame of a stack trace ends that is a whole line, else {@code at}: its arguments are cut, so they prove nothing. */
    static int behindFrame(CharSequence text, int at) {
        if (text.charAt(at) != '#' || at == 0 || text.charAt(at - 1) != '\n') {
            return at;
        }
        int end = at;
        boolean place = false;
        while (end < text.length() && text.charAt(end) != '\n') {
            place |= text.charAt(end) == ':' && (text.charAt(end - 1) == ')' || text.charAt(end - 1) == ']');
            end++;
        }
        return place && text.charAt(end - 1) == ')' ? end : at;
    }
}
