package io.sillok.parsers.mask;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over one message: copies what may stay and replaces what may not. Not thread-safe; used once. */
final class TextScan {

    private static final int UNKNOWN = -1;

    private static final Pattern CONNECTION = Pattern.compile(
            "\\(Connection: ([\\w:.-]{1,64})((?:, (?:Host|Port|Socket|Database): [\\w:./@ ,\\[\\]-]{0,200}?){0,5}), SQL: ");
    private static final Pattern XDEBUG_FRAME = Pattern.compile("PHP {1,8}\\d{1,5}\\. [\\w\\\\{}:>-]{1,300}\\(");

    private final String s;
    private final int to;
    private final TextMasker texts;
    private final MaskTally tally;
    private final boolean addresses;
    private final boolean pairs;
    private final List<DriverMessages.Span> driver;

    private StringBuilder out;
    private int copied;
    private int at;
    private int nextDriver;
    private int noEmailBefore;
    private int noKeyBefore;
    private int noQueryBefore;

    /** Where the exception's tail begins; looked for when a rule asks how far a value may go. */
    private int tail = UNKNOWN;

    TextScan(String s, TextMasker texts, MaskTally tally) {
        this.s = s;
        this.to = s.length();
        this.texts = texts;
        this.tally = tally;
        this.addresses = s.indexOf('@') >= 0 || s.indexOf("%40") >= 0;
        this.pairs = s.indexOf('=') >= 0 || s.indexOf(':') >= 0 || s.indexOf('>') >= 0 || s.indexOf("%3") >= 0;
        this.driver = DriverMessages.mentioned(s) ? driverMessages() : List.of();
    }

    private List<DriverMessages.Span> driverMessages() {
        int group = groupStart();
        return DriverMessages.spans(s, 0, group < 0 ? tail() : Math.min(group, tail()));
    }

    private int tail() {
        if (tail == UNKNOWN) {
            tail = ExceptionTail.start(s, 0, to);
        }
        return tail;
    }

    String run() {
        if (driver.isEmpty()) {
            while (at < to) {
                char c = s.charAt(at);
                if (Shapes.inert(c)) {
                    at++;
                } else {
                    dispatch(c);
                }
            }
        } else {
            while (at < to) {
                step();
            }
        }
        if (out == null) {
            return s;
        }
        return out.append(s, copied, to).toString();
    }

    private int groupStart() {
        int plain = s.indexOf("(SQL: ");
        int connection = s.indexOf("(Connection: ");
        int group = plain < 0 ? connection : connection < 0 ? plain : Math.min(plain, connection);
        return group > 0 && s.charAt(group - 1) == ' ' ? group - 1 : group;
    }

    private void step() {
        if (nextDriver < driver.size() && at >= driver.get(nextDriver).start()) {
            DriverMessages.Span span = driver.get(nextDriver++);
            if (span.end() >= at) {
                replace(Math.max(at, span.start()), span.end(), "?", span.rule());
                return;
            }
        }
        dispatch(s.charAt(at));
    }

    private void dispatch(char c) {
        if (Shapes.digit(c)) {
            number();
        } else if (Shapes.wordPart(c)) {
            word();
        } else {
            mark(c);
        }
    }

    private void mark(char c) {
        boolean done =
                switch (c) {
                    case '(' -> sqlGroup();
                    case '#' -> frame();
                    case '$' -> shape(Shapes.passwordHash(s, at, to), MaskRule.SECRET_HASH);
                    case '+' -> shape(Shapes.phone(s, at, to), MaskRule.PII_PHONE);
                    case '-' -> privateKey();
                    case '?', '&' -> query();
                    case ':' -> userInfo();
                    case '%' -> encodedPhone();
                    case '@' -> danglingAt();
                    default -> false;
                };
        if (!done) {
            at++;
        }
    }

    private void replace(int from, int end, String mask, MaskRule rule) {
        if (end - from == mask.length() && s.startsWith(mask, from)) {
            at = Math.max(end, at);
            return;
        }
        if (out == null) {
            out = new StringBuilder(s.length());
        }
        out.append(s, copied, from).append(mask);
        copied = end;
        at = end;
        tally.count(rule);
    }

    /** Puts in what another masker made of {@code [from, end)} and counted itself. */
    private void put(int from, int end, String masked) {
        if (!s.regionMatches(from, masked, 0, Math.max(masked.length(), end - from))) {
            if (out == null) {
                out = new StringBuilder(s.length());
            }
            out.append(s, copied, from).append(masked);
            copied = end;
        }
        at = end;
    }

    private boolean shape(int end, MaskRule rule) {
        if (end < 0) {
            return false;
        }
        replace(at, end, MaskedText.MASK, rule);
        return true;
    }

    private boolean sqlGroup() {
        int statement = -1;
        if (s.startsWith("(SQL: ", at)) {
            statement = at + 6;
        } else if (s.startsWith("(Connection: ", at)) {
            Matcher connection = CONNECTION.matcher(s).region(at, to);
            if (connection.lookingAt()) {
                statement = connection.end();
            } else {
                replace(at + 1, end(at), "?", MaskRule.SQL_FORGED);
                return true;
            }
        }
        if (statement < 0) {
            return false;
        }
        int end = end(statement);
        boolean closed = end > statement && s.charAt(end - 1) == ')';
        String text = s.substring(statement, closed ? end - 1 : end);
        boolean forged = text.contains("(SQL: ") || text.contains(", SQL: ");
        if (forged) {
            replace(statement, end, closed ? "?)" : "?", MaskRule.SQL_FORGED);
        } else {
            String masked = texts.sql().mask(text, SqlForm.UNQUOTED, tally);
            put(statement, end, closed ? masked + ")" : masked);
        }
        return true;
    }

    private int end(int from) {
        return tail() > from ? tail : to;
    }

    private boolean frame() {
        if (at + 1 >= to || !Shapes.digit(s.charAt(at + 1)) || !StackFrame.startsAt(s, at)) {
            return false;
        }
        int newline = s.indexOf('\n', at);
        int end = newline < 0 ? to : newline;
        put(at, end, StackFrame.mask(s.substring(at, end), tally));
        return true;
    }

    private boolean xdebugFrame() {
        if (!s.startsWith("PHP ", at)) {
            return false;
        }
        Matcher frame = XDEBUG_FRAME.matcher(s).region(at, to);
        if (!frame.lookingAt()) {
            return false;
        }
        int newline = s.indexOf('\n', at);
        int lineEnd = Math.min(newline < 0 ? to : newline, end(at));
        int close = s.lastIndexOf(')', lineEnd - 1);
        int open = frame.end();
        int end = close < open ? lineEnd : close;
        if (end == open) {
            at = open;
            return true;
        }
        int equals = s.indexOf(" = ", open);
        boolean named = s.charAt(open) == '$' && equals > 0 && equals < end && nameOnly(open + 1, equals);
        replace(named ? equals + 3 : open, end, "?", MaskRule.TRACE_ARGUMENT);
        return true;
    }

    private boolean nameOnly(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Shapes.wordPart(s.charAt(i))) {
                return false;
            }
        }
        return end > from;
    }

    private boolean privateKey() {
        if (!s.startsWith("-----BEGIN ", at)) {
            return false;
        }
        int header = s.indexOf("-----", at + 11);
        if (header < 0 || header > at + 80 || !s.substring(at, header).contains("KEY")) {
            return false;
        }
        int footer = s.indexOf("-----END ", header + 5);
        replace(header + 5, footer < 0 ? to : footer, MaskedText.MASK, MaskRule.SECRET_PRIVATE_KEY);
        return true;
    }

    private boolean query() {
        if (at < noQueryBefore) {
            return false;
        }
        int start = at + 1;
        int i = start;
        boolean pair = false;
        while (i < to && !Character.isWhitespace(s.charAt(i)) && "\"'<>`()".indexOf(s.charAt(i)) < 0) {
            pair |= s.charAt(i) == '=' && i > start;
            i++;
        }
        if (!pair || !Shapes.wordPart(s.charAt(start))) {
            noQueryBefore = pair ? at : i;
            return false;
        }
        while (i > start && ".,;:]}".indexOf(s.charAt(i - 1)) >= 0) {
            i--;
        }
        String query = s.substring(start, i);
        put(start, i, texts.queries().mask(query, tally));
        return true;
    }

    private boolean userInfo() {
        if (!s.startsWith("://", at)) {
            return false;
        }
        int start = at + 3;
        int sign = -1;
        for (int i = start; i < to && i < start + 512; i++) {
            char c = s.charAt(i);
            if (c == '@') {
                sign = i;
            } else if (Character.isWhitespace(c) || c == '"' || c == '\'' || c == '?' || c == '<') {
                break;
            }
        }
        boolean emailLater = sign > 0
                && s.substring(start, sign).indexOf('/') >= 0
                && s.substring(start, sign).indexOf(':') < 0;
        boolean cut = sign < 0 && credentialsCut(start);
        if (cut) {
            replace(start, to, MaskedText.MASK, MaskRule.SECRET_URL_USER);
            return true;
        }
        if (sign < 0 || emailLater) {
            at = start;
            return true;
        }
        replace(start, sign, MaskedText.MASK, MaskRule.SECRET_URL_USER);
        at = sign + 1;
        return true;
    }

    /** Whether the text ends in what can be a password: behind a user and a colon, and not a port. */
    private boolean credentialsCut(int start) {
        int colon = -1;
        for (int i = start; i < to; i++) {
            char c = s.charAt(i);
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '/' || Character.isWhitespace(c) || i > start + 256) {
                return false;
            }
        }
        for (int i = colon + 1; i < to && colon > 0; i++) {
            if (!Shapes.digit(s.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean encodedPhone() {
        return (s.startsWith("%2B", at) || s.startsWith("%2b", at))
                && shape(Shapes.phone(s, at + 2, to), MaskRule.PII_PHONE);
    }

    /** A local part in quotes or of odd characters: {@code "john doe"@example.org}. */
    private boolean danglingAt() {
        boolean quoted = at > 0 && (s.charAt(at - 1) == '"' || s.charAt(at - 1) == '\'');
        int domain = Shapes.emailDomain(s, at + 1, to);
        if (!quoted || domain < 0 || s.substring(at, domain).indexOf('.') < 0) {
            return false;
        }
        replace(at + 1, domain, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    private void word() {
        char c = s.charAt(at);
        int end = at + 1;
        while (end < to && Shapes.wordPart(s.charAt(end))) {
            end++;
        }
        if (SqlFinder.starts(s, at, end, to)) {
            statement();
            return;
        }
        boolean done = (c == 'e' && shape(Shapes.jwt(s, at, to), MaskRule.SECRET_JWT))
                || shape(Shapes.prefixedToken(s, at, to), MaskRule.SECRET_TOKEN)
                || authorization(end)
                || (c == 'P' && xdebugFrame())
                || (pairs && keyed(end))
                || (addresses && email())
                || shape(Shapes.iban(s, at, to), MaskRule.IBAN)
                || shape(Shapes.opaque(s, at, end, to), MaskRule.SECRET_TOKEN);
        if (!done) {
            at = end;
        }
    }

    private void statement() {
        int end = end(at);
        put(at, end, texts.sql().mask(s.substring(at, end), SqlForm.QUOTED, tally));
    }

    private boolean authorization(int end) {
        int length = end - at;
        boolean scheme = end + 8 < to
                && s.charAt(end) == ' '
                && ((length == 6
                                && (s.regionMatches(true, at, "Bearer", 0, 6)
                                        || s.regionMatches(true, at, "Digest", 0, 6)))
                        || (length == 5 && s.regionMatches(true, at, "Basic", 0, 5)));
        if (!scheme) {
            return false;
        }
        int token = Shapes.tokenEnd(s, end + 1, to);
        boolean wordOnly = token - end - 1 < 8;
        if (wordOnly) {
            return false;
        }
        replace(end + 1, token, MaskedText.MASK, MaskRule.SECRET_AUTHORIZATION);
        return true;
    }

    private boolean keyed(int wordEnd) {
        if (at < noKeyBefore) {
            return false;
        }
        int keyEnd = wordEnd;
        while (keyEnd < to && (Shapes.wordPart(s.charAt(keyEnd)) || "-.[".indexOf(s.charAt(keyEnd)) >= 0)) {
            keyEnd++;
        }
        int separatorEnd = KeyedValue.separatorEnd(s, at, keyEnd, to);
        if (separatorEnd < 0) {
            noKeyBefore = keyEnd;
            return false;
        }
        String key = s.substring(at, keyEnd);
        KeyNames.Verdict verdict = KeyNames.of(key);
        if (verdict == KeyNames.Verdict.PLAIN || verdict == KeyNames.Verdict.STATEMENT) {
            noKeyBefore = keyEnd;
            return false;
        }
        if (verdict == KeyNames.Verdict.ID) {
            KeyedValue id = KeyedValue.at(s, separatorEnd, Math.min(to, separatorEnd + 100), false);
            at = KeyNames.idShaped(id.in(s)) ? id.end() : separatorEnd;
            return true;
        }
        boolean bindings = verdict == KeyNames.Verdict.BINDINGS;
        boolean list = separatorEnd < to && "[{ \"\\".indexOf(s.charAt(separatorEnd)) >= 0;
        if (bindings && !list && s.charAt(separatorEnd - 1) == '=') {
            noKeyBefore = keyEnd;
            return false;
        }
        KeyedValue value = KeyedValue.at(s, separatorEnd, end(separatorEnd), bindings || KeyNames.header(key));
        if (value.start() >= value.end() || value.nothing(s)) {
            at = separatorEnd;
            return true;
        }
        replace(
                value.start(),
                value.end(),
                MaskedText.MASK,
                bindings ? MaskRule.SQL_BINDING : MaskRule.SECRET_KEY_NAME);
        return true;
    }

    private boolean email() {
        if (at < noEmailBefore) {
            return false;
        }
        int end = at;
        int encoded = -1;
        while (end < to && Shapes.emailPart(s.charAt(end))) {
            if (encoded < 0 && s.charAt(end) == '%' && s.startsWith("%40", end)) {
                encoded = end;
            }
            end++;
        }
        int sign = encoded > at ? encoded : end < to && s.charAt(end) == '@' ? end : -1;
        int domain = sign < 0 ? -1 : Shapes.emailDomain(s, sign + (sign == encoded ? 3 : 1), to);
        if (domain < 0) {
            noEmailBefore = end;
            return false;
        }
        replace(at, domain, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    private void number() {
        boolean fraction = at > 1 && s.charAt(at - 1) == '.' && Shapes.digit(s.charAt(at - 2));
        int end = at;
        while (end < to && Shapes.wordPart(s.charAt(end))) {
            end++;
        }
        boolean done = (!fraction
                        && (shape(Shapes.card(s, at, to), MaskRule.CARD_LUHN)
                                || shape(Shapes.cardStump(s, at, to), MaskRule.CARD_STUMP)))
                || (addresses && email())
                || shape(Shapes.opaque(s, at, end, to), MaskRule.SECRET_TOKEN);
        if (!done) {
            at = end;
        }
    }
}
