package io.sillok.parsers.mask;

import io.sillok.parsers.inner.OpenValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message of an nginx error log record: free text, FastCGI's stderr in quotes, and the request's fields behind. */
final class NginxErrorLine {

    private static final Pattern FIELD = Pattern.compile("(request|referrer|upstream|host|subrequest): \"");

    /** An address, or the beginning of one. */
    private static final Pattern CLIENT = Pattern.compile(
            ", client: (?=[^, ]{3})(?:\\d{1,3}(?:\\.\\d{0,3}){0,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){1,7}(?:\\.\\d{0,3}){0,3}|unix:)(?:, |$)");

    /** Such fields as follow a message whole; a value may begin alike. */
    private static final Pattern FIELDS =
            Pattern.compile(", client: [^,\"]{1,64}, server: [\\w.:*~^$-]{0,253}, request: \"");

    private static final Pattern WHILE = Pattern.compile("\" while [a-z ]{1,80}");
    private static final String STDERR = "FastCGI sent in stderr: \"";

    private final TextMasker texts;
    private final AccessLine fields;

    NginxErrorLine(TextMasker texts) {
        this.texts = texts;
        this.fields = new AccessLine(texts);
    }

    /** The last {@code , client: } counts: PHP's messages stand before it unescaped and may hold anything. */
    String mask(String message, MaskTally tally) {
        int client = message.lastIndexOf(", client: ");
        boolean trusted = client >= 0
                && CLIENT.matcher(message).region(client, message.length()).lookingAt()
                && (FIELDS.matcher(message).region(client, message.length()).lookingAt()
                        || !valueIsOpen(message, client));
        int end = trusted ? client : message.length();
        int stderr = message.indexOf(STDERR);
        StringBuilder out = new StringBuilder(message.length());
        if (stderr >= 0 && stderr < end) {
            int start = stderr + STDERR.length();
            int close = message.lastIndexOf("\" while ", end);
            boolean closed = close > start
                    && trusted
                    && WHILE.matcher(message).region(close, end).matches();
            int stop = closed ? close : end;
            out.append(message, 0, start);
            String said = texts.mask(message.substring(start, stop), tally);
            out.append(closed ? said : CutEnd.mask(said, tally));
            out.append(message, stop, end);
        } else {
            out.append(texts.mask(message.substring(0, end), tally));
        }
        tail(message.substring(end), out, tally);
        String masked = out.toString();
        return masked.equals(message) ? message : masked;
    }

    /** Whether a value that PHP's message shows is open before the fields, so that they may stand in it. */
    private static boolean valueIsOpen(String message, int client) {
        int start = message.indexOf(STDERR) + STDERR.length();
        int close = message.lastIndexOf("\" while ", client);
        return start >= STDERR.length()
                && start < client
                && OpenValue.mayBeAt(message, start, close > start ? close : client);
    }

    private void tail(String tail, StringBuilder out, MaskTally tally) {
        Matcher field = FIELD.matcher(tail);
        if (!field.find()) {
            out.append(texts.mask(tail, tally));
            return;
        }
        int from = field.end() - 1;
        out.append(texts.mask(tail.substring(0, from), tally)).append(fields.mask(tail.substring(from), 0, tally));
    }
}
