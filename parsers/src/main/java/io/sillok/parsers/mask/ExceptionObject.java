package io.sillok.parsers.mask;

/**
 * What Monolog writes of an exception, as a container: {@code [object] (App\Failed(code: 0): message at /file.php:12)}, with
 * its trace behind. Its message is masked as a text of its own, so that it is judged once if it stands elsewhere too.
 *
 * @param message where the message begins
 * @param tail where it ends, before the file
 */
record ExceptionObject(int message, int tail) {

    private static final String PREVIOUS = "\n[previous exception] ";
    private static final String HEAD = "[object] (";
    private static final String CODE = "(code: ";

    /** Of a class, in characters. */
    private static final int NAME = 200;

    private static final int DIGITS = 10;

    /** The parts of a text that begins as one, or null if it is none, or not whole. */
    static ExceptionObject of(Text s, boolean lines) {
        int head = s.startsWith(PREVIOUS) ? PREVIOUS.length() : 0;
        if (!s.startsWith(HEAD, head)) {
            return null;
        }
        int message = behindCode(s, head + HEAD.length());
        if (message < 0) {
            return null;
        }
        int tail = ExceptionTail.start(s, lines);
        return tail > message && s.startsWith(" at ", tail) ? new ExceptionObject(message, tail) : null;
    }

    private static int behindCode(Text s, int name) {
        int end = name;
        int limit = Math.min(s.length(), name + NAME);
        while (end < limit && (Chars.letter(s.charAt(end)) || s.charAt(end) == '\\' || s.charAt(end) == '_')) {
            end++;
        }
        boolean exception = s.startsWith("Exception", end - 9) || s.startsWith("Error", end - 5);
        if (!exception || !s.startsWith(CODE, end)) {
            return -1;
        }
        int code = end + CODE.length();
        int i = code;
        while (i < s.length() && i - code < DIGITS && Chars.digit(s.charAt(i))) {
            i++;
        }
        return i > code && s.startsWith("): ", i) ? i + 3 : -1;
    }
}
