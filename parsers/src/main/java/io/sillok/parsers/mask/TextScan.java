package io.sillok.parsers.mask;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over one message: copies what may stay and replaces what may not. Not thread-safe; used once. */
final class TextScan {

    private static final int UNKNOWN = -1;

    private static final Pattern CONNECTION = Pattern.compile(
            "\\(Connection: ([\\w:.-]{1,64})((?:, (?:Host|Port|Socket|Database): [\\w:./@ ,\\[\\]-]{0,200}?){0,5}), SQL: ");
    /** Messages of drivers that hold names and no values. */
    private static final Pattern KNOWN_HEAD = Pattern.compile(
            "SQLSTATE\\[\\w{5}\\](?: \\[\\d+\\])?: [\\w ]{1,60}: \\d{1,5} (?:Table '[\\w.]{1,130}' doesn't exist|"
                    + "no such table: [\\w.]{1,130}|Data t[\\w ]{1,20} for column '[\\w.]{1,130}' at row \\d+|[\\w ]{1,60}) ");

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
        this.addresses =
                s.indexOf('@') >= 0 || s.indexOf("40") >= 0 || s.indexOf("&#64;") >= 0 || s.indexOf("&commat;") >= 0;
        this.pairs = s.indexOf('=') >= 0
                || s.indexOf(':') >= 0
                || s.indexOf('>') >= 0
                || s.indexOf('(') >= 0
                || s.indexOf("--") >= 0
                || s.indexOf("%3") >= 0
                || s.indexOf("&gt;") >= 0;
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
        String shown = texts.rules().adjusted() ? texts.rules().shown(rule, s.substring(from, end), mask) : mask;
        if (end - from == shown.length() && s.startsWith(shown, from)) {
            at = Math.max(end, at);
            return;
        }
        if (out == null) {
            out = new StringBuilder(s.length());
        }
        out.append(s, copied, from).append(shown);
        copied = end;
        at = end;
        tally.count(rule, from, end);
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
        if (forged && !believable(at)) {
            replace(statement, end, closed ? "?)" : "?", MaskRule.SQL_FORGED);
        } else {
            String masked = texts.sql().mask(text, SqlForm.UNQUOTED, tally);
            put(statement, end, closed ? masked + ")" : masked);
        }
        return true;
    }

    /**
     * Of two marks one is forged. The first one is the framework's if no value stands before it: then what it introduces
     * can be believed as far as in any statement of its form, which is up to the first value.
     */
    private boolean believable(int mark) {
        int head = Math.max(0, mark - 1);
        if (mark > 2000 || copied > 0 || out != null) {
            return false;
        }
        for (int i = 0; i < head; i++) {
            char c = s.charAt(i);
            if (c == '\'' || c == '"' || c == '`' || c == '(' || c == '=') {
                return KNOWN_HEAD.matcher(s).region(0, mark).matches();
            }
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
        int end = StackFrame.end(s, at, to);
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
        int lineEnd = xdebugEnd();
        int open = frame.end();
        int close = lineEnd - 1;
        while (close >= open && s.charAt(close) != ')') {
            close--;
        }
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

    /** A frame ends with a file and a line, before the next one; arguments may go over lines. */
    private int xdebugEnd() {
        int next = s.indexOf("\nPHP ", at);
        int limit = Math.min(next < 0 ? to : next, end(at));
        int newline = s.indexOf('\n', at);
        while (newline >= 0 && newline < limit) {
            int i = newline;
            while (i > at && Shapes.digit(s.charAt(i - 1))) {
                i--;
            }
            if (i < newline && s.charAt(i - 1) == ':') {
                return newline;
            }
            newline = s.indexOf('\n', newline + 1);
        }
        return limit;
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
        if (s.startsWith("-----END ", at) && s.startsWith("KEY", Math.max(0, s.indexOf("-----", at + 9) - 3))) {
            int start = keyTextStart();
            if (start < at) {
                replace(start, at, MaskedText.MASK, MaskRule.SECRET_PRIVATE_KEY);
                return true;
            }
        }
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

    /** Where the key begins whose head was cut off: lines of base64, with line breaks as such or escaped. */
    private int keyTextStart() {
        int i = at;
        while (i > copied && (Shapes.alnum(s.charAt(i - 1)) || "+/=\n\r\\".indexOf(s.charAt(i - 1)) >= 0)) {
            i--;
        }
        return at - i < 16 ? at : i;
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
        int cut = sign < 0 ? credentialsCut(start) : -1;
        if (cut >= 0) {
            replace(start, cut, MaskedText.MASK, MaskRule.SECRET_URL_USER);
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

    /** Where a password ends that no host follows, for the text was cut: behind a user and a colon, and not a port; or -1. */
    private int credentialsCut(int start) {
        int colon = -1;
        for (int i = start; i < to; i++) {
            char c = s.charAt(i);
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (Character.isWhitespace(c) || c == '"' || c == '\'' || c == '`' || c == ')') {
                return colon > 0 && word(colon + 1, i) ? i : -1;
            } else if (c == '[' || i > start + 256 || (c == '/' && (colon < 0 || !word(colon + 1, i)))) {
                return -1;
            }
        }
        return colon > 0 && word(colon + 1, to) ? to : -1;
    }

    private boolean word(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Shapes.digit(s.charAt(i)) && ".,;:".indexOf(s.charAt(i)) < 0) {
                return true;
            }
        }
        return false;
    }

    private boolean encodedPhone() {
        boolean escape =
                at + 3 < to && Character.digit(s.charAt(at + 1), 16) >= 0 && Character.digit(s.charAt(at + 2), 16) >= 0;
        boolean phone = (s.startsWith("%2B", at) || s.startsWith("%2b", at))
                && shape(Shapes.phone(s, at + 2, to), MaskRule.PII_PHONE);
        if (!phone && escape) {
            at += 3;
            return true;
        }
        return phone;
    }

    /** A local part in quotes or of odd characters: {@code "john doe"@example.org}. */
    private boolean danglingAt() {
        boolean quoted = at > 0 && (s.charAt(at - 1) == '"' || s.charAt(at - 1) == '\'');
        int domain = Shapes.emailDomain(s, at + 1, to);
        if (!quoted || domain < 0 || s.substring(at, domain).indexOf('.') < 0) {
            return false;
        }
        int local = MailAddress.quotedLocal(s, copied, at);
        replace(local < 0 ? at + 1 : local, domain, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    private void word() {
        char c = s.charAt(at);
        int end = at;
        int hash = 0;
        int underscore = -1;
        while (end < to && Shapes.wordPart(s.charAt(end))) {
            char part = s.charAt(end);
            hash = WordCues.next(hash, part);
            underscore = part == '_' ? end : underscore;
            end++;
        }
        int cues = WordCues.of(hash);
        if ((cues & WordCues.STATEMENT) != 0 && SqlFinder.starts(s, at, end, to)) {
            statement();
            return;
        }
        boolean done = (c == 'e' && shape(Shapes.jwt(s, at, to), MaskRule.SECRET_JWT))
                || shape(Shapes.prefixedToken(s, at, to), MaskRule.SECRET_TOKEN)
                || authorization(end)
                || (c == 'P' && xdebugFrame())
                || (pairs && keyed(end))
                || (addresses && email())
                || announced(end, underscore > at ? cues | WordCues.PROSE : cues)
                || shape(Shapes.iban(s, at, to), MaskRule.IBAN)
                || longWord(end);
        if (!done) {
            at = end;
        }
    }

    private boolean longWord(int end) {
        return shape(Shapes.serial(s, at, end, to), MaskRule.SECRET_TOKEN)
                || botToken(end)
                || (end - at >= 13
                        && (shape(Shapes.cardWithin(s, at, end), MaskRule.CARD_LUHN)
                                || shape(Shapes.account(s, at, end), MaskRule.SECRET_TOKEN)
                                || shape(Shapes.opaque(s, at, end, to), MaskRule.SECRET_TOKEN)));
    }

    private boolean botToken(int end) {
        return end + 1 < to
                && s.charAt(end) == ':'
                && s.startsWith("bot", at)
                && shape(Shapes.numberedToken(s, at, end, to), MaskRule.SECRET_TOKEN);
    }

    /** What the word before it says is a secret: in prose, in a command's arguments, in a path. */
    private boolean announced(int end, int cues) {
        if (end >= to) {
            return false;
        }
        return switch (s.charAt(end)) {
            case ' ', ':' ->
                ((cues & WordCues.PROSE) != 0 && announced(end, SecretWords::after, MaskRule.SECRET_ANNOUNCED))
                        || ((cues & WordCues.COMMAND) != 0
                                && announced(end, CommandLine::after, MaskRule.SECRET_COMMAND));
            case '/' -> (cues & WordCues.PATH) != 0 && announced(end, PathToken::after, MaskRule.SECRET_PATH);
            case '(' -> (cues & WordCues.CALL) != 0 && announced(end, CommandLine::arguments, MaskRule.TRACE_ARGUMENT);
            case ',' -> data(end);
            default -> false;
        };
    }

    /** {@code data:image/png;base64,…} */
    private boolean data(int end) {
        if (end - at != 6 || !s.startsWith("base64", at)) {
            return false;
        }
        int token = Shapes.tokenEnd(s, end + 1, to);
        if (token - end < 8) {
            return false;
        }
        replace(end + 1, token, MaskedText.MASK, MaskRule.SECRET_TOKEN);
        return true;
    }

    private interface Announcement {
        KeyedValue after(String s, int at, int wordEnd, int to);
    }

    private boolean announced(int wordEnd, Announcement announcement, MaskRule rule) {
        KeyedValue value = announcement.after(s, at, wordEnd, to);
        if (value != null && end(at) < to) {
            value = announcement.after(s, at, wordEnd, end(at));
        }
        if (value == null || value.nothing(s)) {
            return false;
        }
        replace(value.start(), value.end(), MaskedText.MASK, rule);
        return true;
    }

    private void statement() {
        int end = quotedStatementEnd();
        put(at, end, texts.sql().mask(s.substring(at, end), SqlForm.QUOTED, tally));
    }

    /** A statement in quotes ends with them if it holds no literal, so that no quote can be one's. */
    private int quotedStatementEnd() {
        int end = end(at);
        char quote = at > 0 ? s.charAt(at - 1) : ' ';
        if (quote != '\'' && quote != '"' && quote != '`') {
            return end;
        }
        int close = s.indexOf(quote, at);
        if (close < 0 || close >= end) {
            return end;
        }
        char last = s.charAt(close - 1);
        boolean complete = last == '?' || last == ')' || last == '*' || last == ';' || Shapes.wordPart(last);
        boolean follows = close + 1 >= to || " ,:)]}\n".indexOf(s.charAt(close + 1)) >= 0;
        for (int i = at; i < close; i++) {
            char c = s.charAt(i);
            if (c == '\'' || c == '"' || Shapes.digit(c) || c == '#' || c == '-') {
                return end;
            }
        }
        return complete && follows ? close : end;
    }

    private boolean authorization(int end) {
        int length = end - at;
        boolean scheme = end + 4 < to
                && s.charAt(end) == ' '
                && ((length == 6
                                && (s.regionMatches(true, at, "Bearer", 0, 6)
                                        || s.regionMatches(true, at, "Digest", 0, 6)))
                        || (length == 5 && s.regionMatches(true, at, "Basic", 0, 5)));
        if (!scheme) {
            return false;
        }
        int token = Shapes.tokenEnd(s, end + 1, to);
        int length1 = token - end - 1;
        boolean wordOnly = length1 < 8 && (length1 < 4 || !Shapes.digit(s.charAt(end + 1)));
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
        KeySeparator separator = KeySeparator.behind(s, at, keyEnd, to);
        if (separator == null) {
            noKeyBefore = keyEnd;
            return false;
        }
        String key = s.substring(at, keyEnd);
        KeyNames.Verdict verdict = texts.rules().key(key);
        if (verdict == KeyNames.Verdict.PLAIN && separator.kind() == KeySeparator.Kind.COLON) {
            verdict = withWordBefore(key);
        }
        boolean call = separator.end() < to && s.charAt(separator.end()) == '[' && NamedValues.arguments(key);
        verdict = call ? KeyNames.Verdict.BINDINGS : verdict;
        if (verdict == KeyNames.Verdict.PLAIN || verdict == KeyNames.Verdict.STATEMENT) {
            noKeyBefore = keyEnd;
            return false;
        }
        int behind = separator.end();
        if (verdict == KeyNames.Verdict.ID) {
            KeyedValue id = KeyedValue.at(s, separator, Math.min(to, behind + 100), false);
            at = KeyNames.idShaped(id.in(s)) ? id.end() : behind;
            return true;
        }
        boolean bindings = verdict == KeyNames.Verdict.BINDINGS;
        boolean list = behind < to && "[{ \"\\".indexOf(s.charAt(behind)) >= 0;
        if (bindings && !list && separator.kind() == KeySeparator.Kind.EQUALS) {
            noKeyBefore = keyEnd;
            return false;
        }
        KeyedValue value = KeyedValue.at(s, separator, end(behind), bindings || KeyNames.header(key));
        if (value.start() >= value.end() || value.nothing(s)) {
            at = behind;
            return true;
        }
        replace(
                value.start(),
                Math.max(value.end(), shapeEnd(value.start())),
                MaskedText.MASK,
                bindings ? MaskRule.SQL_BINDING : MaskRule.SECRET_KEY_NAME);
        return true;
    }

    /** A key of two words: {@code api key: }, {@code recovery codes: }. */
    private KeyNames.Verdict withWordBefore(String key) {
        int end = at - 1;
        if (end < 2 || (s.charAt(end) != ' ' && s.charAt(end) != '-')) {
            return KeyNames.Verdict.PLAIN;
        }
        int start = end;
        int limit = Math.max(0, end - 20);
        while (start > limit && Shapes.wordPart(s.charAt(start - 1))) {
            start--;
        }
        boolean secret = start < end && KeyNames.names(s.substring(start, end) + "_" + key);
        return secret ? KeyNames.Verdict.SECRET : KeyNames.Verdict.PLAIN;
    }

    /** A card or an account number goes whole, blanks and all. */
    private int shapeEnd(int start) {
        if (start + 12 > to) {
            return -1;
        }
        return Shapes.digit(s.charAt(start)) ? Shapes.card(s, start, to) : Shapes.iban(s, start, to);
    }

    private boolean email() {
        if (at < noEmailBefore) {
            return false;
        }
        int end = at;
        int encoded = -1;
        while (end < to && Shapes.emailPart(s.charAt(end))) {
            if (encoded < 0 && s.charAt(end) == '%' && signLength(end) > 0) {
                encoded = end;
            }
            end++;
        }
        int sign = encoded > at ? encoded : end < to && signLength(end) > 0 ? end : -1;
        int domain = sign < 0 ? -1 : Shapes.emailDomain(s, sign + signLength(sign), to);
        if (domain < 0) {
            noEmailBefore = end;
            return false;
        }
        if (MailAddress.method(s, at, sign, domain)) {
            at = domain;
            return true;
        }
        int start = MailAddress.displayName(s, copied, MailAddress.oddLocal(s, copied, at));
        replace(start, domain, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    /** The length of an at sign under any encoding; 0 if none stands here. */
    private int signLength(int i) {
        return switch (s.charAt(i)) {
            case '@' -> 1;
            case '%' -> s.startsWith("%40", i) ? 3 : s.startsWith("%2540", i) ? 5 : 0;
            case '\\' -> escapedSign(i);
            case '&' ->
                s.startsWith("&#64;", i) ? 5 : s.startsWith("&#x40;", i) ? 6 : s.startsWith("&commat;", i) ? 8 : 0;
            default -> 0;
        };
    }

    /** {@code \u0040} at any depth of escaping. */
    private int escapedSign(int at) {
        int i = at;
        while (i < to && i < at + 16 && s.charAt(i) == '\\') {
            i++;
        }
        return s.startsWith("u0040", i) ? i + 5 - at : 0;
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
                || numericSecret(end)
                || longWord(end);
        if (!done) {
            at = end;
        }
    }

    /** A code, a phone number with an exit code, a chat bot's or Sanctum's token. */
    private boolean numericSecret(int end) {
        if (SecretWords.codeFollows(s, at, end, to)) {
            return shape(end, MaskRule.SECRET_ANNOUNCED);
        }
        boolean begins = at == 0 || ".,:-/".indexOf(s.charAt(at - 1)) < 0;
        if (begins
                && s.startsWith("00", at)
                && at + 10 <= to
                && s.charAt(at + 2) > '0'
                && Shapes.digit(s.charAt(at + 2))) {
            int phone = Shapes.phone(s, at + 1, to);
            boolean whole = phone > 0 && (phone >= to || !Shapes.wordPart(s.charAt(phone)));
            return whole && phone - at >= 10 && shape(phone, MaskRule.PII_PHONE);
        }
        return shape(Shapes.numberedToken(s, at, end, to), MaskRule.SECRET_TOKEN);
    }
}
