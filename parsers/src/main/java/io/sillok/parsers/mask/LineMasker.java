package io.sillok.parsers.mask;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks a line, a record or a field of any format: finds the container (JSON, Laravel, nginx, PHP-FPM, PHP error log,
 * slow log), masks what it holds field by field, and puts it together again; clean input comes back as it was. Input may
 * be cut anywhere. Thread-safe.
 */
public final class LineMasker {

    private static final int DEPTH = 8;

    private static final Pattern LARAVEL = Pattern.compile(
            "\\[\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d[\\d.+:Z-]{0,16}\\] [\\w.-]{1,64}\\.(?:DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): ");
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
            return contained(line, 0, tally);
        } catch (RuntimeException | StackOverflowError e) {
            // Neither the text nor the exception's message, which can quote it, may be shown.
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
    }

    private String contained(String line, int depth, MaskTally tally) {
        if (line.isEmpty() || depth > DEPTH) {
            return texts.mask(line, tally);
        }
        char c = line.charAt(0);
        if (c == '{' || c == '[') {
            return bracketed(line, depth, tally);
        }
        if (c == '#' && SlowLogEntry.matches(line)) {
            return slowLog.mask(line, tally);
        }
        Matcher nginxError = NGINX_ERROR.matcher(line);
        if (nginxError.lookingAt()) {
            int head = nginxError.end();
            return line.substring(0, head) + nginxErrors.mask(line.substring(head), tally);
        }
        Matcher request = ACCESS.matcher(line);
        if (request.lookingAt()) {
            return access.mask(line, request.end(), tally);
        }
        if (c == ' ' || c == '\n' || c == '\t') {
            String stripped = line.stripLeading();
            if (!stripped.isEmpty() && "{[#".indexOf(stripped.charAt(0)) >= 0) {
                return line.substring(0, line.length() - stripped.length()) + contained(stripped, depth + 1, tally);
            }
        }
        return SlowLogEntry.matches(line) ? slowLog.mask(line, tally) : text(line, tally);
    }

    private String bracketed(String line, int depth, MaskTally tally) {
        Matcher laravel = LARAVEL.matcher(line);
        if (laravel.lookingAt()) {
            return line.substring(0, laravel.end())
                    + LaravelRecord.mask(line.substring(laravel.end()), texts, json, tally);
        }
        Matcher php = PHP_LOG.matcher(line);
        if (php.lookingAt()) {
            int head = php.end();
            Matcher stderr = FPM_STDERR.matcher(line).region(head, line.length());
            if (stderr.lookingAt()) {
                int start = stderr.end();
                int end = line.endsWith(PIPE_CLOSED) ? line.length() - PIPE_CLOSED.length() : line.length() - 1;
                boolean closed = end >= start && line.charAt(end) == '"';
                end = closed ? end : line.length();
                String said = contained(line.substring(start, end), depth + 1, tally);
                return line.substring(0, start) + (closed ? said : CutEnd.mask(said, tally)) + line.substring(end);
            }
            return line.substring(0, head) + contained(line.substring(head), depth + 1, tally);
        }
        Optional<String> masked = json.mask(line, tally);
        return masked.orElseGet(() -> text(line, tally));
    }

    /** Free text may end in a JSON context, as Laravel's does. */
    private String text(String line, MaskTally tally) {
        return line.indexOf('{') < 0 ? texts.mask(line, tally) : LaravelRecord.mask(line, texts, json, tally);
    }
}
