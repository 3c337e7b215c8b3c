package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks a line, a record or a field of any format: finds the container (JSON, Laravel, nginx, PHP-FPM, PHP error log,
 * slow log), masks what it holds field by field, and puts it together again; clean input comes back as it was. Input may
 * be cut anywhere. Thread-safe.
 */
public final class LineMasker {

    private static final int DEPTH = 8;

    /** In characters; before it the first quoted field of a line of an access log begins. */
    private static final int HEAD_LIMIT = 256;

    private static final Pattern PHP_LOG = Pattern.compile(
            "\\[\\d\\d-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?: [\\w/+:-]{1,40})?\\] +");
    private static final Pattern FPM_STDERR = Pattern.compile(
            "(?:DEBUG|NOTICE|WARNING|ERROR|ALERT): (?:pid \\d+, [^\\n]{1,80}?: )?\\[pool [\\w.-]{1,64}\\] child \\d{1,9} said into std(?:err|out): \"");
    private static final Pattern NGINX_ERROR =
            Pattern.compile("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d \\[[a-z]{3,8}\\] \\d+#\\d+: (?:\\*\\d+ )?");
    private static final Pattern ACCESS = Pattern.compile(
            "(\\S{1,64}) (?:\\S{1,64} |- )?(\\S{0,64}) ?\\[?\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\\]? (?=\")");

    private static final String PIPE_CLOSED = "\", pipe is closed";

    private final TextMasker texts;
    private final JsonMasker json;
    private final AccessLine access;
    private final NginxErrorLine nginxErrors;
    private final SlowLogEntry slowLog;
    private final LaravelRecord laravel;
    private final SpareBuffer spare = new SpareBuffer();

    /** All rules, each masking. */
    public LineMasker() {
        this(MaskSettings.standard());
    }

    public LineMasker(MaskSettings settings) {
        this(new TextMasker(settings));
    }

    LineMasker(TextMasker texts) {
        this.texts = texts;
        this.json = new JsonMasker(texts);
        this.access = new AccessLine(texts);
        this.nginxErrors = new NginxErrorLine(texts);
        this.slowLog = new SlowLogEntry(texts);
        this.laravel = new LaravelRecord(texts, json);
    }

    public String mask(String line) {
        return mask(line, new MaskTally());
    }

    public String mask(String line, MaskTally tally) {
        if (line.length() > TextMasker.LIMIT) {
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
        try {
            TextBuffer out = spare.take(line.length() + 16);
            String masked = contained(Text.of(line), 0, out, tally) ? out.toString() : line;
            spare.give(out);
            return masked;
        } catch (RuntimeException | StackOverflowError e) {
            // Neither the text nor the exception's message, which can quote it, may be shown.
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
    }

    /** The same for a line that is known to be cut off: its last word goes, unless it can only be a word. */
    public String maskCut(String line, MaskTally tally) {
        return CutEnd.mask(mask(line, tally), tally);
    }

    /** Where in a masked text that goes on within a word the part ends that will stay as it is. */
    public static int certain(String masked) {
        String shown = CutEnd.mask(masked, new MaskTally());
        return shown.equals(masked) ? masked.length() : shown.length() - MaskedText.MASK.length();
    }

    /**
     * What stays of a line that is masked whole: such as it needs to be read as a record of its format, and holds no text of
     * the program's.
     *
     * @return its end, 0 if the line begins with no such head
     */
    public static int head(String line) {
        Matcher nginx = NGINX_ERROR.matcher(line);
        if (nginx.lookingAt()) {
            return nginx.end();
        }
        Matcher php = PHP_LOG.matcher(line);
        if (php.lookingAt()) {
            Matcher stderr = FPM_STDERR.matcher(line).region(php.end(), line.length());
            return stderr.lookingAt() ? stderr.end() : php.end();
        }
        return Math.max(0, LaravelHeader.end(Text.of(line)));
    }

    /** Appends the masked line; false, and nothing appended, if nothing had to be masked. */
    private boolean contained(Text line, int depth, TextBuffer out, MaskTally tally) {
        if (line.isEmpty() || depth > DEPTH) {
            return texts.mask(line, out, tally);
        }
        char c = line.charAt(0);
        if (c == '{' || c == '[') {
            return bracketed(line, depth, out, tally);
        }
        if (SlowLogEntry.matches(line)) {
            return put(slowLog.mask(line.toString(), tally), line, 0, out);
        }
        int error = Chars.digit(c) ? end(NGINX_ERROR, line) : -1;
        if (error >= 0) {
            return put(nginxErrors.mask(line.substring(error), tally), line, error, out);
        }
        int request = dated(line) ? end(ACCESS, line) : -1;
        if (request >= 0) {
            return put(access.mask(line.toString(), request, tally), line, 0, out);
        }
        if (c == ' ' || c == '\n' || c == '\t') {
            int text = 0;
            while (text < line.length() && Character.isWhitespace(line.charAt(text))) {
                text++;
            }
            if (text < line.length() && "{[#".indexOf(line.charAt(text)) >= 0) {
                return behind(line, text, depth, out, tally);
            }
        }
        return text(line, out, tally);
    }

    /** Of what a line begins with; -1 if it begins otherwise. */
    private static int end(Pattern head, Text line) {
        Matcher matcher = head.matcher(line);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** Whether a date as web servers write it stands where one can in a line of an access log. */
    private static boolean dated(Text line) {
        int limit = Math.min(line.length() - 8, HEAD_LIMIT);
        for (int slash = line.indexOf('/', 2, limit); slash >= 0; slash = line.indexOf('/', slash + 1, limit)) {
            if (line.charAt(slash + 4) == '/' && Chars.digit(line.charAt(slash - 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean bracketed(Text line, int depth, TextBuffer out, MaskTally tally) {
        int head = LaravelHeader.end(line);
        if (head >= 0) {
            out.append(line, 0, head);
            if (laravel.mask(line.part(head, line.length()), out, tally)) {
                return true;
            }
            out.truncate(out.length() - head);
            return false;
        }
        boolean dated = line.length() > 12 && line.charAt(0) == '[' && line.charAt(3) == '-' && line.charAt(7) == '-';
        Matcher php = PHP_LOG.matcher(line);
        if (dated && php.lookingAt()) {
            Matcher stderr = FPM_STDERR.matcher(line).region(php.end(), line.length());
            return stderr.lookingAt()
                    ? stderr(line, stderr.end(), depth, out, tally)
                    : behind(line, php.end(), depth, out, tally);
        }
        JsonMasker.Outcome outcome = json.mask(line, out, tally);
        return outcome == JsonMasker.Outcome.NO_JSON ? text(line, out, tally) : outcome == JsonMasker.Outcome.MASKED;
    }

    /** What a worker of PHP-FPM said, in quotes that may be missing at the end. */
    private boolean stderr(Text line, int start, int depth, TextBuffer out, MaskTally tally) {
        int end = line.endsWith(PIPE_CLOSED) ? line.length() - PIPE_CLOSED.length() : line.length() - 1;
        boolean closed = end >= start && line.charAt(end) == '"';
        end = closed ? end : line.length();
        int begun = out.length();
        out.append(line, 0, start);
        int said = out.length();
        boolean masked = contained(line.part(start, end), depth + 1, out, tally);
        if (!closed) {
            String left = masked ? out.substring(said) : line.substring(start, end);
            String shown = CutEnd.mask(left, tally);
            masked |= !shown.equals(left);
            out.truncate(said);
            out.append(shown);
        }
        if (masked) {
            out.append(line, end, line.length());
        } else {
            out.truncate(begun);
        }
        return masked;
    }

    /** Masks what stands behind a head that stays. */
    private boolean behind(Text line, int head, int depth, TextBuffer out, MaskTally tally) {
        out.append(line, 0, head);
        if (contained(line.part(head, line.length()), depth + 1, out, tally)) {
            return true;
        }
        out.truncate(out.length() - head);
        return false;
    }

    private static boolean put(String masked, Text line, int head, TextBuffer out) {
        if (masked.length() == line.length() - head && line.startsWith(masked, head)) {
            return false;
        }
        out.append(line, 0, head).append(masked);
        return true;
    }

    /** Free text may end in a JSON context, as Laravel's does. */
    private boolean text(Text line, TextBuffer out, MaskTally tally) {
        return line.indexOf('{') < 0 ? texts.mask(line, out, tally) : laravel.mask(line, out, tally);
    }
}
