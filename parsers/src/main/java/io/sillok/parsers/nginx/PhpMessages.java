package io.sillok.parsers.nginx;

import io.sillok.parsers.inner.Brackets;
import io.sillok.parsers.inner.OpenValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages that PHP wrote to stderr one after the other. A value in a statement may hold what divides them, and what
 * follows it would then be shown as a message of its own, out of the words that tell what it is: so a message goes on in which
 * a statement has not ended or a value is open.
 */
final class PhpMessages {

    private static final String NEXT = "; PHP message: ";

    /** nginx cuts records at 2,048 bytes, so more than these are not its own; they stay together. */
    private static final int MOST = 128;

    /** PHP cuts messages at 1,024 bytes unless told otherwise ({@code log_errors_max_len}); where one was cut, its statement has no end. */
    private static final int MAY_BE_CUT = 1000;

    private static final Pattern STATEMENT = Pattern.compile("\\((?:SQL: |Connection: )");

    private static final Pattern STATEMENT_END = Pattern.compile("\\)(?:$| in | at |\\n|\"| \\{)");

    private PhpMessages() {}

    /**
     * @param text of one line of nginx' log, between the quotes
     * @param cut whether its end is missing
     */
    static List<String> split(String text, boolean cut) {
        List<String> messages = new ArrayList<>();
        // What PHP wrote later than nginx read begins with the separator.
        int from = text.startsWith(NEXT) ? "; ".length() : 0;
        int piece = from;
        int next = text.indexOf(NEXT, from);
        boolean statement = false;
        for (int marks = 0; next >= 0 && marks < MOST; marks++) {
            int behind = next + NEXT.length();
            int end = text.indexOf(NEXT, behind);
            statement |= STATEMENT.matcher(text).region(piece, next).find();
            boolean goesOn = (statement && hasNoEnd(text, from, next))
                    || OpenValue.at(text, from, next)
                    || OpenValue.listBefore(text, from, next)
                    || (cut && OpenValue.mayBeAt(text, from, next));
            if (!goesOn) {
                messages.add(text.substring(from, next));
                from = next + "; ".length();
                statement = false;
            }
            piece = behind;
            next = end;
        }
        messages.add(text.substring(from));
        return messages;
    }

    private static boolean hasNoEnd(String text, int from, int to) {
        if (to - from >= MAY_BE_CUT) {
            return false;
        }
        String message = text.substring(from, to);
        Matcher end = STATEMENT_END.matcher(message);
        if (!end.find(message.lastIndexOf("SQL: ") + 1)) {
            return true;
        }
        Matcher statement = STATEMENT.matcher(message);
        int close = statement.find() ? Brackets.closeOf(message, statement.start()) : message.length();
        return close < 0
                || (close < message.length()
                        && !end.region(close - 1, message.length()).lookingAt());
    }
}
