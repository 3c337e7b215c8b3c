package io.sillok.parsers.laravel;

/**
 * Where Monolog 1 puts a comma behind an exception's place and goes on with what caused it:
 * {@code App\Failed(code: 7): message at /app/x.php:49, PDOException(code: 0): …}.
 *
 * @param at where the place begins, behind the message
 * @param next where the cause begins
 */
record JoinedPlace(int at, String file, long line, int next) {

    private static final String CODE = "(code: ";
    private static final String AT = " at ";
    private static final int LONGEST_CLASS = 512;
    private static final int LONGEST_PATH = 4096;

    /** The first one in the text behind an exception's head, or null. */
    static JoinedPlace in(String text) {
        int from = 0;
        for (int code = text.indexOf(CODE); code >= 0; code = text.indexOf(CODE, code + 1)) {
            int name = code;
            int limit = Math.max(from, code - LONGEST_CLASS);
            while (name > limit && classPart(text.charAt(name - 1))) {
                name--;
            }
            int comma = name - 2;
            if (name < code && comma > 0 && text.startsWith(", ", comma)) {
                JoinedPlace place = before(text, from, comma, name);
                if (place != null) {
                    return place;
                }
            }
            from = code;
        }
        return null;
    }

    private static JoinedPlace before(String text, int from, int comma, int next) {
        int digits = comma;
        while (digits > from && digits > comma - 9 && Character.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        boolean line = digits < comma && digits > from && text.charAt(digits - 1) == ':';
        int at = line ? text.lastIndexOf(AT, digits) : -1;
        if (at < from || digits - at > LONGEST_PATH) {
            return null;
        }
        String file = text.substring(at + AT.length(), digits - 1);
        if (file.indexOf('\n') >= 0) {
            return null;
        }
        return new JoinedPlace(at, file, Long.parseLong(text.substring(digits, comma)), next);
    }

    private static boolean classPart(char c) {
        return c == '\\' || c == '_' || c == '@' || Character.isLetterOrDigit(c);
    }
}
