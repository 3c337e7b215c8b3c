package io.sillok.parsers.php;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where PHP says that something happened, at the end of a text: {@code … in /app/x.php on line 3} or {@code … in
 * /app/x.php:3}.
 *
 * @param start index in the text where it begins, with the blank before {@code in}
 */
record CodePlace(int start, String file, long line) {

    private static final int MAX_DIGITS = 9;

    /** What PHP names as a file. Else a value that was cut before a place, {@code in (x at /app/x.php:1}, would be taken for its name. */
    private static final Pattern FILE = Pattern.compile(
            "(?:/|[A-Za-z]:[\\\\/]|\\\\\\\\|[a-z][a-z0-9+.-]{1,20}://)(?:(?! at /)[^\\n]){0,4096}+"
                    + "|(?=\\S{0,1024}[/\\\\.])[^\\s('\"=,]{1,1024}+|(?:Command line|php shell|Standard input) code|Unknown|-");

    /** {@code … in FILE on line N} */
    static Optional<CodePlace> ofSentence(String text) {
        return of(text, " on line ");
    }

    /** {@code … in FILE:N} */
    static Optional<CodePlace> ofColon(String text) {
        return of(text, ":");
    }

    private static Optional<CodePlace> of(String text, String separator) {
        int digits = text.length();
        while (digits > 0 && text.charAt(digits - 1) >= '0' && text.charAt(digits - 1) <= '9') {
            digits--;
        }
        int count = text.length() - digits;
        int end = digits - separator.length();
        if (count == 0 || count > MAX_DIGITS || end < 0 || !text.startsWith(separator, end)) {
            return Optional.empty();
        }
        int start = in(text, end);
        return start < 0
                        || !FILE.matcher(text)
                                .region(start + " in ".length(), end)
                                .matches()
                ? Optional.empty()
                : Optional.of(new CodePlace(
                        start, text.substring(start + " in ".length(), end), Long.parseLong(text.substring(digits))));
    }

    /** The message may hold the word too, and so may a path: the last that a path follows is it. */
    private static int in(String text, int end) {
        int absolute = text.lastIndexOf(" in /", end);
        int start = absolute >= 0 ? absolute : text.lastIndexOf(" in ", end);
        return start >= 0 && text.indexOf('\n', start) >= 0 && text.indexOf('\n', start) < end ? -1 : start;
    }

    void addTo(LogEvent.Builder event) {
        event.attribute(Fields.CODE_FILE, file).attribute(Fields.CODE_LINE, line);
    }
}
