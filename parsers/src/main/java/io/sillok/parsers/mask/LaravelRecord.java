package io.sillok.parsers.mask;

import io.sillok.parsers.inner.OpenValue;
import java.util.List;

/** What stands behind the header of a Laravel line: a message, and perhaps context and extra as JSON. Thread-safe. */
final class LaravelRecord {

    /** A record whose context is not found by then is masked as one text. */
    private static final int TRIES = 24;

    private static final String CUT_CONTEXT = " {\"exception\":\"[object] (";

    private static final String EXCEPTION = "exception\":\"[object] (";

    /** What Laravel and tracers begin context and extra with, behind the brace and the quote. */
    private static final List<String> KNOWN = List.of(EXCEPTION, "exception\":{\"", "bindings\":[", "dd\":{\"");

    /** The same, before an id in hex. */
    private static final List<String> BEFORE_ID = List.of("trace_id\":\"", "dd.trace_id\":\"", "span_id\":\"");

    /** The same, before a number. */
    private static final List<String> BEFORE_NUMBER = List.of("userId\":", "time\":");

    /** No whole message ends so: with a member of a dump, or with a value whose quote is open. */
    private static final List<String> OPEN =
            List.of("] => " + MaskedText.MASK, "'" + MaskedText.MASK, "\"" + MaskedText.MASK);

    private static final int LONGEST_ID = 32;

    private static final int LONGEST_CLASS = 512;

    /** What tells that data belongs to the record, and not to a value of its message. */
    private enum Data {
        KNOWN,
        UNKNOWN,
        CUT
    }

    private final TextMasker texts;
    private final JsonMasker json;

    /** For context and extra, which are masked before the message, and stand behind it. */
    private final SpareBuffer spare = new SpareBuffer();

    LaravelRecord(TextMasker texts, JsonMasker json) {
        this.texts = texts;
        this.json = json;
    }

    /**
     * Appends the masked record; false, and nothing appended, if nothing had to be masked. The context begins at the first
     * place from which on all is JSON; a brace inside a message or a value is not followed by JSON up to the end.
     */
    boolean mask(Text body, TextBuffer out, MaskTally tally) {
        int at = candidate(body, 0);
        int database = at < 0 ? 0 : DatabaseWords.firstEnd(body);
        int tries = 0;
        while (at >= 0 && tries++ < TRIES) {
            if (plausible(body, at, database)) {
                TextBuffer data = spare.take(body.length() - at + 16);
                MaskTally own = tally.fresh();
                JsonMasker.Outcome outcome = data(body, at, false, data, own);
                if (outcome != JsonMasker.Outcome.NO_JSON) {
                    boolean masked = join(body, at, outcome, whole(body, at), data, own, out, tally);
                    spare.give(data);
                    return masked;
                }
                spare.give(data);
            }
            at = candidate(body, at + 1);
        }
        JsonMasker.Outcome cut = cut(body, database, out, tally);
        return cut == JsonMasker.Outcome.NO_JSON ? message(body, out, tally) : cut == JsonMasker.Outcome.MASKED;
    }

    /** The record was cut within its context: what stands in there goes through the rules decoded, not as it is escaped. */
    private JsonMasker.Outcome cut(Text body, int database, TextBuffer out, MaskTally tally) {
        int exception = body.indexOf(CUT_CONTEXT) + 1;
        for (int tries = 0; exception > 0 && tries < TRIES; tries++) {
            JsonMasker.Outcome outcome = cutAt(body, exception, out, tally);
            if (outcome != JsonMasker.Outcome.NO_JSON) {
                return outcome;
            }
            exception = body.indexOf(CUT_CONTEXT, exception) + 1;
        }
        int first = candidate(body, 0);
        boolean outside = first >= 0 && opensNothing(body, first) && plausible(body, first, database);
        return outside ? cutAt(body, first, out, tally) : JsonMasker.Outcome.NO_JSON;
    }

    private JsonMasker.Outcome cutAt(Text body, int at, TextBuffer out, MaskTally tally) {
        TextBuffer data = new TextBuffer(body.length() - at + 16);
        MaskTally own = tally.fresh();
        JsonMasker.Outcome outcome = data(body, at, true, data, own);
        if (outcome == JsonMasker.Outcome.NO_JSON) {
            return outcome;
        }
        return join(body, at, outcome, Data.CUT, data, own, out, tally)
                ? JsonMasker.Outcome.MASKED
                : JsonMasker.Outcome.CLEAN;
    }

    /** Whether no value can be open before {@code end}, in which a brace would stand. */
    private static boolean opensNothing(Text body, int end) {
        for (int i = 0; i < end; i++) {
            char c = body.charAt(i);
            if (c != '-' && (Chars.bits(c) & (Chars.QUOTE | Chars.PAIR)) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether data can begin here. Behind SQL or a driver's message a brace may belong to a value, so there only what
     * Laravel and tracers put into context and extra is taken for data; the rest is masked with the message.
     *
     * @param database where the first word of SQL or of a driver ends
     */
    private static boolean plausible(Text body, int at, int database) {
        return database > at || body.startsWith("{}", at) || (body.startsWith("{\"", at) && known(body, at + 2));
    }

    private static Data whole(Text body, int at) {
        int exception = body.indexOf(EXCEPTION, at + 2);
        boolean forged = exception >= 0 && !thrown(body, exception + EXCEPTION.length());
        boolean open = exception != at + 2 && listIsOpen(body, at);
        return !forged && !open && known(body, at + 2) ? Data.KNOWN : Data.UNKNOWN;
    }

    /** {@code App\Exceptions\Refused(code: }, as Monolog begins exceptions. */
    private static boolean thrown(Text body, int at) {
        int i = at;
        while (i < body.length() && i - at < LONGEST_CLASS && inClass(body.charAt(i))) {
            i++;
        }
        return i > at && body.startsWith("(code: ", i);
    }

    private static boolean inClass(char c) {
        return Chars.wordPart(c) || "\\@.:/$-".indexOf(c) >= 0;
    }

    /** Bindings behind a statement whose values are left out. */
    private static boolean listIsOpen(Text body, int end) {
        int open = body.lastIndexOf('[', end - 1, 0);
        return open >= 0 && body.indexOf(']', open, end) < 0 && body.indexOf('?', 0, open) >= 0;
    }

    private static boolean known(Text body, int at) {
        for (String known : KNOWN) {
            if (body.startsWith(known, at)) {
                return true;
            }
        }
        for (String known : BEFORE_ID) {
            if (body.startsWith(known, at)) {
                return id(body, at + known.length());
            }
        }
        for (String known : BEFORE_NUMBER) {
            int value = at + known.length();
            if (body.startsWith(known, at) && value < body.length()) {
                char c = body.charAt(value);
                return Chars.digit(c) || (c == '.' && known.startsWith("time"));
            }
        }
        return false;
    }

    private static boolean id(Text body, int at) {
        int i = at;
        while (i < body.length() && i - at <= LONGEST_ID && hex(body.charAt(i))) {
            i++;
        }
        return i > at && i - at <= LONGEST_ID && i < body.length() && body.charAt(i) == '"';
    }

    private static boolean hex(char c) {
        return Chars.digit(c) || (c >= 'a' && c <= 'f');
    }

    /**
     * A value of the message may go on with what looks like data. Where that was cut, it is masked whole; else with the
     * message as one text.
     *
     * @param counts what was masked in {@code data}
     */
    private boolean join(
            Text body,
            int at,
            JsonMasker.Outcome outcome,
            Data kind,
            TextBuffer data,
            MaskTally counts,
            TextBuffer out,
            MaskTally tally) {
        int end = at;
        while (end > 0 && Character.isWhitespace(body.charAt(end - 1))) {
            end--;
        }
        int begun = out.length();
        MaskTally own = tally.fresh();
        boolean message = message(body.part(0, end), out, own);
        boolean open = kind == Data.KNOWN ? statementIsOpen(body, end) : valueIsOpen(body, end, out);
        if (open && kind != Data.CUT) {
            out.truncate(begun);
            return message(body, out, tally);
        }
        tally.addAll(own);
        if (open) {
            tally.count(MaskRule.CUT_CONTEXT, at, body.length());
            out.append(body, message ? end : 0, at).append(MaskedText.MASK);
            return true;
        }
        tally.addAll(counts);
        if (!message && outcome == JsonMasker.Outcome.CLEAN) {
            return false;
        }
        out.append(body, message ? end : 0, at);
        if (outcome == JsonMasker.Outcome.CLEAN) {
            out.append(body, at, body.length());
        } else {
            out.append(data);
        }
        return true;
    }

    /** @param shown ends with what is shown of the message that ends at {@code end} */
    private static boolean valueIsOpen(Text body, int end, TextBuffer shown) {
        return OPEN.stream().anyMatch(shown::endsWith)
                || OpenValue.mayBeAt(body, 0, end)
                || StatementRule.mayGoOn(body, end);
    }

    /** Laravel closes what it announces before it appends data. */
    private static boolean statementIsOpen(Text body, int end) {
        return end > 0 && body.charAt(end - 1) != ')' && StatementRule.isOpen(body, end);
    }

    private boolean message(Text message, TextBuffer out, MaskTally tally) {
        boolean document = !message.isEmpty() && message.charAt(0) == '{';
        JsonMasker.Outcome outcome = document ? json.mask(message, out, tally) : JsonMasker.Outcome.NO_JSON;
        return outcome == JsonMasker.Outcome.NO_JSON
                ? texts.mask(message, out, tally)
                : outcome == JsonMasker.Outcome.MASKED;
    }

    /** Context and extra up to the end, with blanks or a line break behind. */
    private JsonMasker.Outcome data(Text body, int at, boolean cut, TextBuffer out, MaskTally tally) {
        int to = body.length();
        int i = at;
        boolean masked = false;
        for (int documents = 0; documents < 2 && i < to; documents++) {
            int before = out.length();
            int end = json.maskAt(body, i, cut, out, tally);
            if (end < 0) {
                return JsonMasker.Outcome.NO_JSON;
            }
            boolean clean = out.length() == before;
            masked |= !clean;
            int blanks = end;
            while (blanks < to && Character.isWhitespace(body.charAt(blanks))) {
                blanks++;
            }
            out.append(body, clean ? i : end, blanks);
            i = blanks;
        }
        if (i < to) {
            return JsonMasker.Outcome.NO_JSON;
        }
        return masked ? JsonMasker.Outcome.MASKED : JsonMasker.Outcome.CLEAN;
    }

    private static int candidate(Text body, int from) {
        int i = body.indexOf('{', from);
        while (i >= 0) {
            boolean opens = i + 1 < body.length() && (body.charAt(i + 1) == '"' || body.charAt(i + 1) == '}');
            if (opens && (i == 0 || body.charAt(i - 1) == ' ')) {
                return i;
            }
            i = body.indexOf('{', i + 1);
        }
        return -1;
    }
}
