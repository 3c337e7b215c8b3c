package io.sillok.parsers.mask;

import java.util.Optional;
import java.util.regex.Pattern;

/** What stands behind the header of a Laravel line: a message, and perhaps context and extra as JSON. */
final class LaravelRecord {

    /** A record whose context is not found by then is masked as one text. */
    private static final int TRIES = 24;

    private static final Pattern DATABASE = Pattern.compile(
            "\\b(?:select|insert|update|delete|replace|merge|exec|call)\\s|SQL|entry '|value|near [\"']|denied|bindings|params",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern KNOWN = Pattern.compile(
            "\\{\"(?:exception\":(?:\"\\[object\\] \\(|\\{\")|userId\":\\d|bindings\":\\[|trace_id\":\"[0-9a-f]{1,32}\"|dd\\.trace_id\":\"[0-9a-f]{1,32}\""
                    + "|dd\":\\{\"|span_id\":\"[0-9a-f]{1,32}\"|time\":[\\d.]+)|\\{\\}");

    private LaravelRecord() {}

    /**
     * The context begins at the first place from which on all is JSON; a brace inside a message or a value is not
     * followed by JSON up to the end.
     */
    static String mask(String body, TextMasker texts, JsonMasker json, MaskTally tally) {
        int at = candidate(body, 0);
        int tries = 0;
        while (at >= 0 && tries++ < TRIES) {
            MaskTally own = tally.fresh();
            Optional<String> data = plausible(body, at) ? data(body, at, false, json, own) : Optional.empty();
            if (data.isPresent()) {
                tally.addAll(own);
                return message(body.substring(0, at), texts, json, tally) + data.get();
            }
            at = candidate(body, at + 1);
        }
        int cut = cutContext(body);
        if (cut >= 0) {
            MaskTally own = tally.fresh();
            Optional<String> data = data(body, cut, true, json, own);
            if (data.isPresent()) {
                tally.addAll(own);
                return message(body.substring(0, cut), texts, json, tally) + data.get();
            }
        }
        return message(body, texts, json, tally);
    }

    /**
     * Whether data can begin here. Behind SQL or a driver's message a brace may belong to a value, so there only what
     * Laravel and tracers put into context and extra is taken for data; the rest is masked with the message.
     */
    private static boolean plausible(String body, int at) {
        return !DATABASE.matcher(body).region(0, at).find()
                || KNOWN.matcher(body).region(at, body.length()).lookingAt();
    }

    private static String message(String message, TextMasker texts, JsonMasker json, MaskTally tally) {
        boolean document = !message.isEmpty() && message.charAt(0) == '{';
        return document
                ? json.mask(message, tally).orElseGet(() -> texts.mask(message, tally))
                : texts.mask(message, tally);
    }

    /** Context and extra up to the end, with blanks or a line break behind. */
    private static Optional<String> data(String body, int at, boolean cut, JsonMasker json, MaskTally tally) {
        StringBuilder out = new StringBuilder();
        int i = at;
        for (int documents = 0; documents < 2 && i < body.length(); documents++) {
            Optional<JsonMasker.Masked> masked = json.maskAt(body, i, cut, tally);
            if (masked.isEmpty()) {
                return Optional.empty();
            }
            out.append(masked.get().text());
            i = masked.get().end();
            int blanks = i;
            while (blanks < body.length() && Character.isWhitespace(body.charAt(blanks))) {
                blanks++;
            }
            out.append(body, i, blanks);
            i = blanks;
        }
        return i >= body.length() ? Optional.of(out.toString()) : Optional.empty();
    }

    private static int candidate(String body, int from) {
        for (int i = from; i < body.length(); i++) {
            char c = body.charAt(i);
            boolean opens =
                    c == '{' && i + 1 < body.length() && (body.charAt(i + 1) == '"' || body.charAt(i + 1) == '}');
            if (opens && (i == 0 || body.charAt(i - 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }

    /** A context that was cut off: only where the exception's or a well-known key makes it certain. */
    private static int cutContext(String body) {
        int exception = body.indexOf(" {\"exception\":\"[object] (");
        return exception < 0 ? -1 : exception + 1;
    }
}
