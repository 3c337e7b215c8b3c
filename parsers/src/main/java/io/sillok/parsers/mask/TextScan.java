package io.sillok.parsers.mask;

import java.util.List;

/**
 * One pass over one message: copies what may stay and replaces what may not. Most words can be passed over after a look at
 * their characters and at what follows; the rules are asked about the others only. Not thread-safe; used once.
 */
final class TextScan {

    private static final int UNKNOWN = -1;

    /** From this length on a word may be a token whatever it looks like. */
    private static final int LONG_WORD = 20;

    /** The same of a word beyond ASCII, which may be a number in digits of another script. */
    private static final int LONG_FOREIGN_WORD = 13;

    /** Up to this length a number that nothing continues is none that is masked. */
    private static final int SHORT_NUMBER = 10;

    private final Text s;
    private final char[] chars;
    private final int base;
    private final int to;
    private final TextMasker texts;
    private final MaskTally tally;
    private final ScanOutput output;
    private final boolean addresses;
    private final boolean pairs;
    private final boolean lines;
    private final int prose;
    private final int driverEnd;
    private final List<DriverMessages.Span> driver;

    private final AddressRule address;
    private final KeyRule key;
    private final UrlRule url;
    private final FrameRule frame;

    /** Made when a command's name is met. */
    private CommandLine commands;

    private int at;
    private int nextDriver;

    /** Where the exception's tail begins; looked for when a rule asks how far a value may go. */
    private int tail = UNKNOWN;

    TextScan(Text s, TextMarks marks, TextMasker texts, TextBuffer out, MaskTally tally) {
        this(s, marks, texts, out, tally, true);
    }

    private TextScan(Text s, TextMarks marks, TextMasker texts, TextBuffer out, MaskTally tally, boolean begins) {
        this.s = s;
        this.chars = s.array();
        this.base = s.base();
        this.to = s.length();
        this.texts = texts;
        this.output = new ScanOutput(s, out, tally);
        this.tally = tally;
        this.addresses = marks.signs() > 0;
        this.pairs = marks.any(Chars.PAIR);
        this.prose = marks.proseEnd();
        this.lines = marks.any(Chars.NEWLINE);
        this.address = new AddressRule(this, marks);
        this.key = new KeyRule(this);
        this.url = new UrlRule(this);
        this.frame = new FrameRule(this);
        this.driverEnd = begins && marks.templates() != 0 ? StatementRule.messageEnd(this, marks) : 0;
        this.driver = driverEnd == 0 ? List.of() : DriverMessages.spans(s, marks, driverEnd);
    }

    /**
     * A pass over what stands behind a beginning that is known; null if the exception's tail begins before that.
     *
     * @param head found it
     * @param from where it ends
     * @param marks of what stands behind it
     */
    static TextScan behind(
            DriverHeads head, int from, Text s, TextMarks marks, TextMasker texts, TextBuffer out, MaskTally tally) {
        TextScan scan = new TextScan(s, marks, texts, out, tally, false);
        if (scan.tail() < s.length() && scan.tail() <= from) {
            return null;
        }
        for (int i = 0; i < head.values(); i++) {
            scan.replace(head.start(i), head.end(i), "?", MaskRule.DRIVER_VALUE);
        }
        scan.skipTo(from);
        return scan;
    }

    /** Appends the masked text to the output; false, and nothing appended, if all may stay. */
    boolean run() {
        at = Math.max(
                at, driver.isEmpty() ? prose : Math.min(prose, driver.get(0).start()));
        if (driver.isEmpty()) {
            plain(to);
        } else {
            betweenDriverSpans();
        }
        return output.end();
    }

    private void plain(int end) {
        while (at < end) {
            step();
        }
    }

    private void step() {
        int bits = Chars.bits(chars[base + at]);
        if ((bits & Chars.WORD) != 0) {
            if ((bits & Chars.DIGIT) != 0) {
                number();
            } else {
                word();
            }
        } else if ((bits & Chars.MARK) != 0) {
            mark(chars[base + at]);
        } else {
            at++;
        }
    }

    private void betweenDriverSpans() {
        while (nextDriver < driver.size()) {
            DriverMessages.Span span = driver.get(nextDriver);
            output.next(span);
            plain(span.start());
            nextDriver++;
            output.next(null);
            if (span.start() >= to) {
                return;
            }
            // An empty span is where a value was; what a rule has replaced already is not replaced again.
            if (span.start() >= copied() || span.end() > copied()) {
                replace(Math.max(copied(), span.start()), span.end(), "?", span.rule());
            }
        }
        plain(to);
    }

    private void mark(char c) {
        boolean done =
                switch (c) {
                    case '(' -> StatementRule.group(this) || CallRule.apply(this) || SpelledAddress.apply(this);
                    case '[' -> SpelledAddress.apply(this);
                    case '#' -> frame.php();
                    case '$' -> shape(Token.passwordHash(s, at, to), MaskRule.SECRET_HASH);
                    case '+' -> shape(Contact.phone(s, at, to), MaskRule.PII_PHONE);
                    case '-' -> at + 1 < to && chars[base + at + 1] == '-' && PrivateKeyRule.apply(this);
                    case '?', '&' -> url.query();
                    case ':' -> url.userInfo();
                    case '%' -> url.encodedPhone();
                    case '@' -> address.quoted();
                    default -> false;
                };
        if (!done) {
            at++;
        }
    }

    private void word() {
        int end = base + at;
        int limit = base + to;
        int bits = 0;
        while (end < limit) {
            int next = Chars.bits(chars[end]);
            if ((next & Chars.WORD) == 0) {
                break;
            }
            bits |= next;
            end++;
        }
        int start = base + at;
        int length = end - start;
        int cues = WordCues.of(chars[start], chars[start + Math.min(1, length - 1)], chars[end - 1], length);
        boolean token = start + 2 < limit && Token.begins(chars[start], chars[start + 1], chars[start + 2]);
        boolean common = cues == 0
                && !token
                && length < (chars[start] < 128 ? LONG_WORD : LONG_FOREIGN_WORD)
                && (bits & (Chars.DIGIT | Chars.UNDERSCORE)) == 0;
        if (common && announcesNothing(start, end, limit)) {
            at = end - base;
        } else {
            uncommon(end - base, cues, token, bits);
        }
    }

    /** Whether by what stands before and behind it a word can neither be a key nor the beginning of an address. */
    private boolean announcesNothing(int start, int end, int limit) {
        if (end >= limit) {
            return true;
        }
        int next = Chars.bits(chars[end]);
        if ((next & Chars.ENDS_NO_KEY) != 0) {
            return !addresses || (next & Chars.ADDRESS) == 0;
        }
        int blank = chars[end] == '.' ? end + 1 : end;
        boolean wordFollows = blank + 1 < limit && chars[blank] == ' ' && Chars.wordPart(chars[blank + 1]);
        if (wordFollows) {
            char before = start > base ? chars[start - 1] : ' ';
            return before != '-' && before != '<' && before != ':';
        }
        return !pairs && (!addresses || (next & (Chars.ADDRESS | Chars.SIGN)) == 0);
    }

    private void uncommon(int end, int cues, boolean token, int bits) {
        if ((cues & WordCues.STATEMENT) != 0 && SqlFinder.starts(s, at, end, to)) {
            StatementRule.statement(this);
            return;
        }
        boolean underscored = (bits & Chars.UNDERSCORE) != 0 && s.indexOf('_', at + 1, end) > 0;
        boolean done = (token
                        && (shape(Token.jwt(s, at, to), MaskRule.SECRET_JWT)
                                || shape(Token.prefixed(s, at, to), MaskRule.SECRET_TOKEN)))
                || ((cues & WordCues.SCHEME) != 0 && AnnouncedRule.scheme(this, end))
                || ((cues & WordCues.FRAME) != 0 && frame.xdebug())
                || ((cues & WordCues.CALL) != 0 && AnnouncedRule.call(this, end))
                || (pairs && key.apply(end))
                || (addresses && mayGoOn(end) && address.apply())
                || AnnouncedRule.word(this, end, underscored ? cues | WordCues.PROSE : cues)
                || ((bits & Chars.DIGIT) != 0 && shape(PaymentNumber.iban(s, at, to), MaskRule.IBAN))
                || longWord(end);
        if (!done) {
            at = end;
        }
    }

    /** Whether what follows the word can be a part of an address, or its sign. */
    private boolean mayGoOn(int end) {
        return end < to && (Chars.bits(chars[base + end]) & (Chars.ADDRESS | Chars.SIGN)) != 0;
    }

    private boolean longWord(int end) {
        return shape(OpaqueWord.serial(s, at, end, to), MaskRule.SECRET_TOKEN)
                || shape(OpaqueWord.padded(s, at, end, to), MaskRule.SECRET_TOKEN)
                || botToken(end)
                || keyAround(end)
                || (end - at >= 13
                        && (shape(PaymentNumber.cardWithin(s, at, end), MaskRule.CARD_LUHN)
                                || shape(Token.account(s, at, end), MaskRule.SECRET_TOKEN)
                                || shape(Token.inParts(s, at, end, to), MaskRule.SECRET_TOKEN)
                                || shape(OpaqueWord.opaque(s, at, end, to), MaskRule.SECRET_TOKEN)));
    }

    /** A key that slashes or plus signs divide into words. */
    private boolean keyAround(int end) {
        boolean divided = (at > copied() && (s.charAt(at - 1) == '/' || s.charAt(at - 1) == '+'))
                || (end < to && (s.charAt(end) == '/' || s.charAt(end) == '+'));
        int start = divided ? OpaqueWord.keyAround(s, at, copied(), to) : -1;
        if (start >= 0) {
            replace(start, start + 40, MaskedText.MASK, MaskRule.SECRET_TOKEN);
        }
        return start >= 0;
    }

    private boolean botToken(int end) {
        return end + 1 < to
                && s.charAt(end) == ':'
                && s.startsWith("bot", at)
                && shape(Token.numbered(s, at, end, to), MaskRule.SECRET_TOKEN);
    }

    private void number() {
        int start = base + at;
        int limit = base + to;
        int end = start;
        boolean digits = true;
        while (end < limit && Chars.wordPart(chars[end])) {
            digits &= Chars.digit(chars[end]);
            end++;
        }
        if (digits && end - start <= SHORT_NUMBER && standsAlone(start, end, limit)) {
            at = end - base;
        } else {
            uncommonNumber(end - base);
        }
    }

    /** Whether by what stands behind it a short number can be part of nothing longer. */
    private boolean standsAlone(int start, int end, int limit) {
        if (chars[start] == '0' && end - start > 1 && chars[start + 1] == '0') {
            return false;
        }
        if (end >= limit) {
            return true;
        }
        return switch (chars[end]) {
            case ' ' -> end + 1 < limit && Chars.letter(chars[end + 1]) && chars[end + 1] != 'i';
            case '-', ':', '|' -> false;
            case '/' -> Prose.endsBeforeSlash(chars[start], end + 1 < limit ? chars[end + 1] : Prose.END);
            case '+', '%' -> !addresses && end - start != 4;
            case '.' ->
                !addresses && (end - start < 3 || end - start > 4 || end + 1 >= limit || !Chars.digit(chars[end + 1]));
            default -> !addresses || (Chars.bits(chars[end]) & (Chars.ADDRESS | Chars.SIGN)) == 0;
        };
    }

    private void uncommonNumber(int end) {
        boolean fraction = at > 1 && s.charAt(at - 1) == '.' && Chars.digit(s.charAt(at - 2));
        boolean done = (end - at <= 3 && ofTheStates(end))
                || (!fraction
                        && (shape(PaymentNumber.card(s, at, to), MaskRule.CARD_LUHN)
                                || shape(PaymentNumber.cardStump(s, at, to), MaskRule.CARD_STUMP)))
                || (pairs && end - at == 3 && s.startsWithIgnoringCase("2fa", at) && key.apply(end))
                || (addresses && address.apply())
                || (s.charAt(at) == '0' && shape(NationalNumber.announced(s, at, to), MaskRule.PII_PHONE))
                || passwordBehind(end)
                || numericSecret(end)
                || longWord(end);
        if (!done) {
            at = end;
        }
    }

    /** A phone number or a social security number of the United States, or the command {@code 7z}. */
    private boolean ofTheStates(int end) {
        if (!Chars.digit(s.charAt(end - 1))) {
            return s.startsWith("7z", at) && AnnouncedRule.command(this, end);
        }
        int area = NationalNumber.areaBefore(s, at, copied(), to);
        if (area >= 0) {
            replace(area, at + 8, MaskedText.MASK, MaskRule.PII_PHONE);
            return true;
        }
        return shape(NationalNumber.socialSecurity(s, at, end, to), MaskRule.PII_NATIONAL)
                || shape(NationalNumber.phone(s, at, end, to), MaskRule.PII_PHONE);
    }

    private boolean passwordBehind(int end) {
        KeyedValue password = PasswordFileLine.password(s, at, end, to);
        if (password != null) {
            replace(password.start(), password.end(), MaskedText.MASK, MaskRule.SECRET_ANNOUNCED);
        }
        return password != null;
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
                && Chars.digit(s.charAt(at + 2))) {
            int phone = Contact.phone(s, at + 1, to);
            boolean whole = phone > 0 && (phone >= to || !Chars.wordPart(s.charAt(phone)));
            return whole && phone - at >= 10 && shape(phone, MaskRule.PII_PHONE);
        }
        return shape(Token.numbered(s, at, end, to), MaskRule.SECRET_TOKEN);
    }

    /** Where in the output the masked text begins. */
    int begun() {
        return output.begun();
    }

    /** The values that a driver shows, in order. */
    List<DriverMessages.Span> driver() {
        return driver;
    }

    /** Where its message ends; 0 if none is shown. */
    int driverEnd() {
        return driverEnd;
    }

    Text text() {
        return s;
    }

    TextMasker texts() {
        return texts;
    }

    MaskTally tally() {
        return tally;
    }

    int at() {
        return at;
    }

    int to() {
        return to;
    }

    /** What looks for passwords in commands, which remembers how far it looked. */
    CommandLine commands() {
        if (commands == null) {
            commands = new CommandLine();
        }
        return commands;
    }

    /** Up to where the text is copied or replaced; what stands before cannot be replaced any more. */
    int copied() {
        return output.copied();
    }

    boolean changed() {
        return output.changed();
    }

    /** Goes on from there; all before may stay. */
    void skipTo(int position) {
        at = position;
    }

    /** Where a value that begins at {@code from} must end: before the exception's tail, if it stands before that. */
    int end(int from) {
        return tail() > from ? tail : to;
    }

    int tail() {
        if (tail == UNKNOWN) {
            tail = ExceptionTail.start(s, lines);
        }
        return tail;
    }

    void replace(int from, int end, String mask, MaskRule rule) {
        String shown = texts.rules().adjusted() ? texts.rules().shown(rule, s.substring(from, end), mask) : mask;
        boolean replaced = output.replace(from, end, shown, rule);
        at = replaced ? end : Math.max(end, at);
    }

    /** Replaces up to {@code end}, if that is a position, and says whether it did. */
    boolean shape(int end, MaskRule rule) {
        if (end < 0) {
            return false;
        }
        replace(at, end, MaskedText.MASK, rule);
        return true;
    }

    /** Puts in what another masker made of {@code [from, end)} and counted itself. */
    void put(int from, int end, String masked) {
        output.put(from, end, masked);
        at = end;
    }

    /** Where to write what stands for a part of the text; {@link #written} must follow. */
    TextBuffer write() {
        return output.write();
    }

    /** What was written stands for {@code [from, end)}; if it is equal, that counts as nothing. Goes on at {@code behind}. */
    void written(int from, int end, int behind) {
        output.written(from, end);
        at = behind;
    }

    /** Masks the statement {@code [from, end)}; what stands behind it up to {@code behind} stays. */
    void putStatement(int from, int end, int behind, SqlForm form) {
        TextBuffer statement = write();
        if (!texts.sql().mask(s.part(from, end), form, statement, tally)) {
            statement.append(s, from, end);
        }
        written(from, end, behind);
    }
}
