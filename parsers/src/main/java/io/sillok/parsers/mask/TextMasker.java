package io.sillok.parsers.mask;

import io.sillok.parsers.inner.OpenValue;
import io.sillok.parsers.inner.PreviousException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks free text: SQL, driver messages, stack trace arguments, credentials and personal data. Stateless and thread-safe;
 * the time is linear in the length of the text.
 *
 * <p>It fails closed: a text that is too long, or that the masker itself fails on, is masked whole and counted under
 * {@link MaskRule#FAILED_CLOSED}.
 */
public final class TextMasker {

    /** In characters; above the largest record that is indexed. */
    static final int LIMIT = 4 << 20;

    private static final String IN_CONTEXT = "\":\"" + PreviousException.OBJECT;
    private static final String NEXT = "\n\nNext ";
    private static final Pattern CHAIN =
            Pattern.compile("\\n\\[previous exception\\] \\[object\\] \\(|\\n\\nNext (?=[A-Z\\\\])");
    private static final Pattern CLOSED = Pattern.compile("(?s).*(?:#\\d{1,5} \\{main\\}|:\\d{1,9}\\))\\s{0,4}");

    /** What follows so many is masked with the last of them. */
    private static final int MOST_LINKS = 20;

    private final SqlMasker sql = new SqlMasker();
    private final MaskRules rules;
    private final CleanTexts tails = new CleanTexts();

    /** What one thread remembers until a thread needs it next; who finds none begins anew. */
    private final AtomicReference<DriverHeads> heads = new AtomicReference<>();

    private final QueryString queries = new QueryString(this);

    /** All rules, each masking. */
    public TextMasker() {
        this(MaskSettings.standard());
    }

    public TextMasker(MaskSettings settings) {
        this.rules = new MaskRules(settings);
    }

    public MaskedText mask(String text) {
        MaskTally tally = new MaskTally();
        String masked = mask(text, tally);
        return new MaskedText(masked, tally.counts());
    }

    /** The masked text, or the same instance if nothing had to be masked; adds to {@code tally}. */
    public String mask(String text, MaskTally tally) {
        try {
            if (!rules.customs() && text.length() <= LIMIT && PlainText.certain(text)) {
                return text;
            }
        } catch (RuntimeException e) {
            // As below: neither the text nor what the exception quotes of it may be shown.
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
        TextBuffer out = new TextBuffer(text.length() + 16);
        return mask(Text.of(text), out, tally) ? out.toString() : text;
    }

    /** Appends the masked text; false, and nothing appended, if nothing had to be masked. */
    boolean mask(Text text, TextBuffer out, MaskTally tally) {
        int begun = out.length();
        if (text.length() > LIMIT) {
            tally.count(MaskRule.FAILED_CLOSED);
            out.append(MaskedText.WHOLE);
            return true;
        }
        try {
            boolean masked = once(text, true, out, tally);
            return rules.customs() ? custom(text, masked, begun, out, tally) : masked;
        } catch (RuntimeException | StackOverflowError e) {
            // The text must not be shown, and neither may the exception's message, which can quote it.
            tally.count(MaskRule.FAILED_CLOSED);
            out.truncate(begun);
            out.append(MaskedText.WHOLE);
            return true;
        }
    }

    /** The user's own rules see what the others left. */
    private boolean custom(Text text, boolean masked, int begun, TextBuffer out, MaskTally tally) {
        String left = masked ? out.substring(begun) : text.toString();
        String shown = rules.customs(left, tally);
        if (shown.equals(left)) {
            return masked;
        }
        out.truncate(begun);
        out.append(shown);
        return true;
    }

    MaskRules rules() {
        return rules;
    }

    SqlMasker sql() {
        return sql;
    }

    QueryString queries() {
        return queries;
    }

    /** Masks a text, or shows the same as before if the record held it before. */
    private boolean once(Text text, boolean whole, TextBuffer out, MaskTally tally) {
        boolean remembers = text.length() >= MaskedBefore.LEAST && !tally.explains();
        int known = remembers ? tally.before().find(text) : -1;
        if (known >= 0) {
            return tally.before().again(known, out, tally);
        }
        if (whole && text.startsWith("[") && text.indexOf('\n') < 0) {
            ExceptionObject object = ExceptionObject.of(text, false);
            if (object != null) {
                return exception(text, object, out, tally);
            }
        }
        boolean driver = remembers && !rules.adjusted() && text.startsWith(DriverHeads.BEGINNING);
        return driver ? ofDriver(text, whole, out, tally) : judged(text, whole, remembers, null, out, tally);
    }

    /** A message of PDO's, whose beginning may be known. */
    private boolean ofDriver(Text text, boolean whole, TextBuffer out, MaskTally tally) {
        DriverHeads spare = heads.getAndSet(null);
        DriverHeads known = spare == null ? new DriverHeads(this) : spare;
        int head = known.find(text);
        TextScan rest = head < 0 ? null : behind(known, head, text, out, tally);
        boolean masked =
                rest == null ? judged(text, whole, true, known, out, tally) : remembered(text, rest, out, tally);
        heads.setRelease(known);
        return masked;
    }

    /** Null if what stands behind the head says that the text must be judged whole. */
    private TextScan behind(DriverHeads known, int head, Text text, TextBuffer out, MaskTally tally) {
        TextMarks marks = new TextMarks(text, head);
        return marks.chained() ? null : TextScan.behind(known, head, text, marks, this, out, tally.fresh());
    }

    /** @param heads to learn from the text; null if it is none that a driver's message begins */
    private boolean judged(
            Text text, boolean whole, boolean remembers, DriverHeads heads, TextBuffer out, MaskTally tally) {
        TextMarks marks = new TextMarks(text);
        if (marks.clean()) {
            return false;
        }
        // What holds several exceptions is masked otherwise in one of them.
        if (!remembers || marks.chained() || text.charAt(0) == '[') {
            return whole ? chain(text, marks, out, tally) : scan(text, marks, out, tally);
        }
        TextScan scan = new TextScan(text, marks, this, out, tally.fresh());
        boolean masked = remembered(text, scan, out, tally);
        if (heads != null) {
            heads.learn(text, marks, scan);
        }
        return masked;
    }

    /** Masks, and keeps what came of it for when the record holds the same again. */
    private static boolean remembered(Text text, TextScan scan, TextBuffer out, MaskTally tally) {
        boolean masked = scan.run();
        tally.addAll(scan.tally());
        tally.before().keep(text, masked, out, scan.begun(), scan.tally());
        return masked;
    }

    /**
     * Exceptions of a chain are masked one by one. A mark that begins the next one counts only if the one before ended as
     * an exception must and no value is open there, else it stood in a value.
     */
    private boolean chain(Text text, TextMarks marks, TextBuffer out, MaskTally tally) {
        if (!marks.chained()) {
            return exception(text, marks, out, tally);
        }
        int begun = out.length();
        int start = 0;
        boolean masked = false;
        Matcher next = CHAIN.matcher(text);
        for (int marked = 0; marked < MOST_LINKS && next.find(); marked++) {
            int end = next.start();
            boolean begins = text.charAt(end + 1) == '[' ? previous(text, start, end) : nextBegins(text, start, end);
            if (begins) {
                masked |= link(text, start, end, out, tally);
                start = end;
            }
        }
        masked |= link(text, start, text.length(), out, tally);
        if (!masked) {
            out.truncate(begun);
        }
        return masked;
    }

    private static boolean nextBegins(Text text, int start, int end) {
        return CLOSED.matcher(text).region(Math.max(0, end - 64), end).matches()
                && !OpenValue.isOrMayBeAt(text, start, end);
    }

    /** Causes of that form stand behind an exception of that form only, which may stand in the context of a record. */
    private static boolean previous(Text text, int from, int mark) {
        String begun = text.startsWith(PreviousException.OBJECT, from)
                ? PreviousException.OBJECT
                : text.startsWith(PreviousException.MARK, from) ? PreviousException.MARK : IN_CONTEXT;
        int object = begun.equals(IN_CONTEXT) ? text.indexOf(IN_CONTEXT, from, mark) : from;
        boolean within =
                object > from && (StatementRule.mayGoOn(text, object) || OpenValue.mayBeAt(text, from, object));
        return object >= 0 && !within && PreviousException.stands(text, object + begun.length() - 1, mark);
    }

    /** Whether at the line break the next exception of a chain may begin. */
    static boolean chains(Text s, int newline, char next) {
        return (next == '[' && s.startsWith(PreviousException.MARK, newline))
                || (next == '\n' && s.startsWith(NEXT, newline));
    }

    private boolean link(Text text, int from, int to, TextBuffer out, MaskTally tally) {
        Text part = text.part(from, to);
        int base = tally.within(from);
        boolean masked = exception(part, new TextMarks(part), out, tally);
        tally.leave(base);
        if (!masked) {
            out.append(part);
        }
        return masked;
    }

    /** An exception as Monolog writes it holds its message, anything else is one text. */
    private boolean exception(Text text, TextMarks marks, TextBuffer out, MaskTally tally) {
        ExceptionObject object = ExceptionObject.of(text, marks.any(Chars.NEWLINE));
        return object == null ? scan(text, marks, out, tally) : exception(text, object, out, tally);
    }

    private boolean exception(Text text, ExceptionObject object, TextBuffer out, MaskTally tally) {
        int begun = out.length();
        out.append(text, 0, object.message());
        Text message = text.part(object.message(), object.tail());
        int base = tally.within(object.message());
        boolean masked = once(message, false, out, tally);
        tally.leave(base);
        if (!masked) {
            out.append(message);
        }
        Text tail = text.part(object.tail(), text.length());
        boolean traced = !tails.contains(tail) && tail(tail, object.tail(), out, tally);
        if (!masked && !traced) {
            out.truncate(begun);
            return false;
        }
        if (!traced) {
            out.append(tail);
        }
        return true;
    }

    /** Places and stacks come again with every exception thrown there; most hold nothing to mask. */
    private boolean tail(Text tail, int offset, TextBuffer out, MaskTally tally) {
        int base = tally.within(offset);
        boolean masked = scan(tail, new TextMarks(tail), out, tally);
        tally.leave(base);
        if (!masked) {
            tails.add(tail);
        }
        return masked;
    }

    private boolean scan(Text text, TextMarks marks, TextBuffer out, MaskTally tally) {
        return new TextScan(text, marks, this, out, tally).run();
    }
}
