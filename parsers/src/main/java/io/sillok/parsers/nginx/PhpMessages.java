package io.sillok.parsers.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages that PHP wrote to stderr one after the other. A value in a statement may hold what divides them, and what
 * follows it would then be shown as a message of its own, out of the statement that tells what it is: so a statement that has
 * not ended goes on.
 */
final class PhpMessages {

    private static final String NEXT = "; PHP message: ";

    /** nginx cuts records at 2,048 bytes, so more than these are not its own; they stay together. */
    private static final int MOST = 128;

    /** PHP cuts messages at 1,024 bytes unless told otherwise ({@code log_errors_max_len}); where one was cut, its statement has no end. */
    private static final int MAY_BE_CUT = 1000;

    private static final Pattern STATEMENT = Pattern.compile("\\((?:SQL: |Connection: )");
    private static final Pattern BARE_STATEMENT = Pattern.compile(
            "\\b(?:(?:insert|replace)\\s+into|delete\\s+from|update\\s+\\S{1,130}\\s+set|select)\\s",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT_END = Pattern.compile("\\)(?:$| in | at |\\n|\"| \\{)");

    private PhpMessages() {}

    /** @param text of one line of nginx' log, between the quotes */
    static List<String> split(String text) {
        List<String> messages = new ArrayList<>();
        // What PHP wrote later than nginx read begins with the separator.
        int from = text.startsWith(NEXT) ? "; ".length() : 0;
        int piece = from;
        int next = text.indexOf(NEXT, from);
        boolean statement = false;
        while (next >= 0 && messages.size() < MOST) {
            int behind = next + NEXT.length();
            int end = text.indexOf(NEXT, behind);
            statement |= STATEMENT.matcher(text).region(piece, next).find();
            int to = end < 0 ? text.length() : end;
            boolean goesOn = (statement && (hasNoEnd(text, from, next) || closesMoreThanItOpens(text, behind, to)))
                    || (inLiteral(text, from, next)
                            && text.substring(behind, to).indexOf('\'') >= 0);
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
        return !STATEMENT_END
                .matcher(message.substring(message.lastIndexOf("SQL: ") + 1))
                .find();
    }

    /** Whether in a statement that no mark announces a literal is open where the message may end. */
    private static boolean inLiteral(String text, int from, int to) {
        Matcher verb = BARE_STATEMENT.matcher(text).region(from, to);
        if (to - from >= MAY_BE_CUT || !verb.find()) {
            return false;
        }
        boolean open = false;
        for (int i = verb.end(); i < to; i++) {
            open ^= text.charAt(i) == '\'';
        }
        return open;
    }

    private static boolean closesMoreThanItOpens(String text, int from, int to) {
        int depth = 0;
        for (int i = from; i < to && depth >= 0; i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return depth < 0;
    }
}
