package io.sillok.parsers.mask;

/** A value as PHP's {@code serialize()} writes it: {@code s:5:"value";}, {@code i:5;}, {@code a:2:{…}}. */
final class SerializedValue {

    private SerializedValue() {}

    /** Whether a value can begin here. */
    static boolean starts(Text s, int at, int to) {
        return at + 1 < to && "sidbaOCEr".indexOf(s.charAt(at)) >= 0 && s.charAt(at + 1) == ':';
    }

    /** The text of the value; to the end if its length is not what it says, since then a quote proves nothing. */
    static KeyedValue at(Text s, int from, int to) {
        char type = s.charAt(from);
        if (type == 's') {
            int quote = s.indexOf('"', from, Math.min(to, from + 25));
            if (quote < 0) {
                return new KeyedValue(Math.min(to, from + 2), to);
            }
            int end = stringEnd(s, from, quote + 1, to);
            return new KeyedValue(quote + 1, end < 0 ? to : end);
        }
        if (type == 'i' || type == 'd' || type == 'b') {
            int end = s.indexOf(';', from, to);
            return new KeyedValue(from + 2, end < 0 ? to : end);
        }
        int open = s.indexOf('{', from, to);
        return open < 0 ? new KeyedValue(from + 2, to) : new KeyedValue(open, ContainerText.end(s, open, open, to));
    }

    /**
     * Where a string of the declared number of bytes ends, -1 if no closing quote stands there.
     *
     * @param from two characters before the number
     */
    static int stringEnd(Text s, int from, int start, int to) {
        int left = 0;
        for (int i = from + 2; i < start && Chars.digit(s.charAt(i)) && left < 1_000_000; i++) {
            left = left * 10 + s.charAt(i) - '0';
        }
        int i = start;
        while (left > 0 && i < to) {
            char c = s.charAt(i++);
            left -= c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        int quote = i;
        while (quote < to && s.charAt(quote) == '\\') {
            quote++;
        }
        return left == 0 && quote < to && s.charAt(quote) == '"' ? i : -1;
    }
}
