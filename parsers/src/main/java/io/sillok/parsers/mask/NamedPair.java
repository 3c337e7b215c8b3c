package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret in text whose name is another key's value: {@code <key>password</key><string>x</string>},
 * {@code - name: DB_PASSWORD} with {@code value: x} in the next line, {@code <input value="x" name="_token">}.
 */
final class NamedPair {

    /** Characters of a name, at most. */
    private static final int NAME = 64;

    private static final Pattern NEXT_ELEMENT = Pattern.compile(
            "</[\\w:]{1,40}>\\s{0,40}<(?:\\w{1,20}:)?(?:value|string|data|integer|content|text)(?: [^<>]{0,100})?>"
                    + "(?:\\s{0,40}<\\w{1,20}>)?");

    private static final Pattern NEXT_LINE = Pattern.compile("\\r?\\n[ \\t]{0,40}(?:value|val|content): {0,8}[\"']?");

    private static final Pattern BEFORE_NAME = Pattern.compile("[\"']?\\s?(?:=>|=|:)\\s?\"([^\"\\n]{1,400})\",?\\s{1,4}"
            + "[\"']?(?:name|key|field|id)[\"']?\\s?(?:=>|=|:)\\s?[\"']([\\w.\\[\\]-]{1,64})[\"']");

    private NamedPair() {}

    /** The value that belongs to the key {@code s[at, keyEnd)} or to the name under it, or null. */
    static KeyedValue of(Text s, int at, int keyEnd, KeyNames.Key key, int to) {
        if (keyEnd >= to) {
            return null;
        }
        char next = s.charAt(keyEnd);
        if (key.name() && next == '>' && at > 0 && s.charAt(at - 1) == '<') {
            return element(s, keyEnd + 1, to);
        }
        if (key.name() && next == ':') {
            return line(s, keyEnd + 1, to);
        }
        return key.value() && (next == '=' || next == '"' || next == '\'') ? beforeName(s, keyEnd, to) : null;
    }

    private static KeyedValue element(Text s, int from, int to) {
        int close = s.indexOf('<', from, Math.min(to, from + NAME));
        if (close < 0 || !secret(s, from, close)) {
            return null;
        }
        Matcher next = NEXT_ELEMENT.matcher(s).region(close, to);
        if (!next.lookingAt()) {
            return null;
        }
        int end = s.indexOf('<', next.end(), to);
        return new KeyedValue(next.end(), end < 0 ? to : end);
    }

    private static KeyedValue line(Text s, int from, int to) {
        int newline = s.indexOf('\n', from, Math.min(to, from + NAME));
        if (newline < 0) {
            return null;
        }
        int end = s.charAt(newline - 1) == '\r' ? newline - 1 : newline;
        Matcher next = NEXT_LINE.matcher(s).region(end, to);
        if (!next.lookingAt() || !secret(s, from, end)) {
            return null;
        }
        int behind = s.indexOf('\n', next.end(), to);
        int stop = behind < 0 ? to : behind;
        while (stop > next.end() && " \r\"'".indexOf(s.charAt(stop - 1)) >= 0) {
            stop--;
        }
        return new KeyedValue(next.end(), stop);
    }

    private static KeyedValue beforeName(Text s, int keyEnd, int to) {
        Matcher pair = BEFORE_NAME.matcher(s).region(keyEnd, to);
        boolean named = pair.lookingAt() && secret(s, pair.start(2), pair.end(2));
        return named ? new KeyedValue(pair.start(1), pair.end(1)) : null;
    }

    private static boolean secret(Text s, int from, int end) {
        int start = from;
        int stop = end;
        while (start < stop && " \"'".indexOf(s.charAt(start)) >= 0) {
            start++;
        }
        while (stop > start && " \"'".indexOf(s.charAt(stop - 1)) >= 0) {
            stop--;
        }
        return stop > start && KeyNames.key(s, start, stop).verdict() == KeyNames.Verdict.SECRET;
    }
}
