package io.sillok.parsers.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between a key and its value in free text.
 *
 * @param keyStart where the key starts
 * @param keyEnd where it ends, without its quotes and brackets
 * @param end where the separator ends
 */
record KeySeparator(Kind kind, int keyStart, int keyEnd, int end, boolean listing) {

    enum Kind {
        /** {@code key=value}, {@code key = value}, {@code key%3Dvalue} */
        EQUALS,
        /** {@code key: value}, {@code \"key\":\"value\"} at any depth of escaping */
        COLON,
        /** {@code 'key' => 'value'}, {@code ["key"]=> string(5) "value"}, {@code [key:protected] => value} */
        ARROW,
        /** {@code setKey('value')}, {@code define('KEY', 'value')}, {@code "name":"key","value":"value"} */
        LISTED,
        /** {@code --key value} */
        OPTION,
        /** {@code <ns:key attribute="a">value</ns:key>} */
        ELEMENT,
        /** {@code &lt;key&gt;value&lt;/key&gt;} */
        ESCAPED_ELEMENT,
        /** {@code s:3:"key";s:5:"value";} */
        SERIALIZED,
        /** {@code name="key"}, an empty line, the value up to the boundary */
        MULTIPART
    }

    private static final Pattern VISIBILITY =
            Pattern.compile(":(?:\\\\{0,8}\"?[\\w\\\\]{1,200}\\\\{0,8}\"?:)?(?:protected|private)\\\\{0,8}\"?\\]");
    private static final Pattern NAMED_VALUE =
            Pattern.compile("[\\\\\"']{1,10}\\s{0,4},?\\s{0,20}(?:type=[\"']?\\w{1,20}[\"']? )?[\\\\\"']{0,10}"
                    + "(?:value|contents?|val)[\\\\\"']{0,10}\\s{0,4}(?:=>|=|:)");
    private static final Pattern MULTIPART_HEAD = Pattern.compile("\\\\{0,4}\"(?:; filename=\\\\?\"[^\"\\n]{0,200}\")?"
            + "(?:(?:\\r?\\n|\\\\r\\\\n|\\\\n)[A-Za-z-]{1,40}: [^\\n\\\\]{0,200}){0,4}(?:\\r?\\n|\\\\r\\\\n|\\\\n){2}");
    private static final Pattern CLASS_FOLLOWS = Pattern.compile(":\\d{1,9}:\\{");
    private static final Pattern TAG_REST = Pattern.compile("(?: [^<>]{0,300})?>");

    /** Whether by the next characters a separator can stand behind the key; cheap, and mostly no. */
    static boolean possible(Text s, int keyStart, int keyEnd, int to) {
        if (keyEnd >= to) {
            return false;
        }
        char next = s.charAt(keyEnd);
        char before = keyStart > 0 ? s.charAt(keyStart - 1) : ' ';
        return switch (next) {
            case '=', ':', '%', '\\', '"', '\'', '`', ']' -> true;
            case '(' -> keyEnd + 1 < to && (s.charAt(keyEnd + 1) == '\'' || s.charAt(keyEnd + 1) == '"');
            case '>', '&' -> before == '<' || before == ':' || before == ';';
            case ' ', '\t' -> before == '<' || before == ':' || before == '-' || markFollows(s, keyEnd, to);
            default -> false;
        };
    }

    private static boolean markFollows(Text s, int from, int to) {
        int i = from;
        while (i < to && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i++;
        }
        return i < to && (s.charAt(i) == '=' || s.charAt(i) == ':' || s.charAt(i) == '%');
    }

    /** The separator behind a key, or null if there is none; looks a bounded stretch ahead. */
    static KeySeparator behind(Text s, int keyStart, int keyEnd, int to) {
        if (keyEnd >= to) {
            return null;
        }
        char next = s.charAt(keyEnd);
        if ((next == '>' || next == ' ') && element(s, keyStart)) {
            Matcher rest = TAG_REST.matcher(s).region(keyEnd, to);
            return rest.lookingAt() && s.charAt(rest.end() - 2) != '/'
                    ? new KeySeparator(Kind.ELEMENT, keyStart, keyEnd, rest.end(), false)
                    : null;
        }
        if (next == '&' && s.startsWith("&gt;", keyEnd) && keyStart > 3 && s.startsWith("&lt;", keyStart - 4)) {
            return new KeySeparator(Kind.ESCAPED_ELEMENT, keyStart, keyEnd, keyEnd + 4, false);
        }
        if (next == ' ' && keyStart > 1 && s.charAt(keyStart - 1) == '-' && s.charAt(keyStart - 2) == '-') {
            boolean value = keyEnd + 1 < to && "-=:".indexOf(s.charAt(keyEnd + 1)) < 0;
            if (value) {
                return new KeySeparator(Kind.OPTION, keyStart, keyEnd, keyEnd + 1, false);
            }
        }
        int i = closers(s, keyEnd, to);
        if (i + 1 < to && s.charAt(i) == ':' && mayTellVisibility(s.charAt(i + 1))) {
            Matcher visibility = VISIBILITY.matcher(s).region(i, to);
            i = visibility.lookingAt() ? visibility.end() : i;
        }
        boolean listing =
                i > keyEnd && s.charAt(i - 1) == ']' && s.startsWith(" => ", i) && "\"'".indexOf(s.charAt(keyEnd)) < 0;
        int limit = Math.min(to, i + 24);
        int mark = i;
        while (mark < limit && (s.charAt(mark) == ' ' || s.charAt(mark) == '\t')) {
            mark++;
        }
        if (mark >= to) {
            return null;
        }
        return marked(s, keyStart, keyEnd, i, mark, to, listing);
    }

    private static boolean mayTellVisibility(char c) {
        return c == '\\' || c == '"' || (Chars.wordPart(c) && !Chars.digit(c));
    }

    private static KeySeparator marked(
            Text s, int keyStart, int keyEnd, int closed, int mark, int to, boolean listing) {
        char c = s.charAt(mark);
        boolean quoted = closed > keyEnd;
        if (c == '=') {
            int end = mark + 1;
            while (end < to && (s.charAt(end) == '=' || s.charAt(end) == '>')) {
                end++;
            }
            boolean arrow = s.charAt(end - 1) == '>';
            return new KeySeparator(arrow ? Kind.ARROW : Kind.EQUALS, keyStart, keyEnd, end, listing);
        }
        if (c == '%') {
            int end = encodedEnd(s, mark);
            return end < 0
                    ? listed(s, keyStart, keyEnd, closed, mark, to)
                    : new KeySeparator(Kind.EQUALS, keyStart, keyEnd, end, false);
        }
        if (quoted && c == ';' && SerializedValue.starts(s, mark + 1, to)) {
            return new KeySeparator(Kind.SERIALIZED, keyStart, keyEnd, mark + 1, false);
        }
        boolean serializedClass = quoted
                && c == ':'
                && mark + 1 < to
                && Chars.digit(s.charAt(mark + 1))
                && CLASS_FOLLOWS.matcher(s).region(mark, to).lookingAt();
        if (c == ':' && !serializedClass && !s.startsWith("::", mark) && !s.startsWith("://", mark)) {
            return new KeySeparator(Kind.COLON, keyStart, keyEnd, mark + 1, false);
        }
        return listed(s, keyStart, keyEnd, closed, mark, to);
    }

    /** Behind an equals sign or a colon as URLs write them; -1 if neither stands here. */
    private static int encodedEnd(Text s, int at) {
        if (s.startsWith("%3D", at) || s.startsWith("%3d", at)) {
            return at + 3;
        }
        return s.startsWith("%22:", at) ? at + 4 : s.startsWith("%22%3A", at) ? at + 6 : -1;
    }

    private static KeySeparator listed(Text s, int keyStart, int keyEnd, int closed, int mark, int to) {
        char c = s.charAt(mark);
        if (closed == keyEnd) {
            boolean called = c == '(' && mark == keyEnd && mark + 1 < to && "'\"".indexOf(s.charAt(mark + 1)) >= 0;
            return called ? new KeySeparator(Kind.LISTED, keyStart, keyEnd, mark + 1, false) : null;
        }
        if (c == '>' && mark == closed && attribute(s, keyStart)) {
            return new KeySeparator(Kind.ELEMENT, keyStart, keyEnd, mark + 1, false);
        }
        boolean argument = c == ','
                && keyStart > 1
                && s.charAt(keyStart - 2) == '('
                && mark + 2 < to
                && s.charAt(mark + 1) == ' '
                && "'\"".indexOf(s.charAt(mark + 2)) >= 0;
        if (argument) {
            return new KeySeparator(Kind.LISTED, keyStart, keyEnd, mark + 1, false);
        }
        if (valueMayBeNamed(s, keyEnd, to)) {
            Matcher named = NAMED_VALUE.matcher(s).region(keyEnd, to);
            if (named.lookingAt()) {
                return new KeySeparator(Kind.LISTED, keyStart, keyEnd, named.end(), false);
            }
        }
        if (closed >= to || ";\r\nrn".indexOf(s.charAt(closed)) < 0) {
            return null;
        }
        Matcher multipart = MULTIPART_HEAD.matcher(s).region(keyEnd, to);
        return multipart.lookingAt()
                ? new KeySeparator(Kind.MULTIPART, keyStart, keyEnd, multipart.end(), false)
                : null;
    }

    /** {@code <property name="password">}: whether an equals sign and a quote stand before the key. */
    private static boolean attribute(Text s, int keyStart) {
        int i = keyStart - 1;
        boolean quoted = i > 0 && (s.charAt(i) == '"' || s.charAt(i) == '\'');
        while (quoted && i > 1 && s.charAt(i - 1) == '\\') {
            i--;
        }
        return quoted && s.charAt(i - 1) == '=' && s.lastIndexOf('<', i, Math.max(0, i - 200)) >= 0;
    }

    /** Whether behind quotes, blanks and a comma a word begins as {@code type}, {@code value} and {@code content} do. */
    private static boolean valueMayBeNamed(Text s, int from, int to) {
        int i = from;
        while (i < to && ("\\\"',".indexOf(s.charAt(i)) >= 0 || Character.isWhitespace(s.charAt(i)))) {
            i++;
        }
        return i < to && (s.charAt(i) == 'v' || s.charAt(i) == 'c' || s.charAt(i) == 't');
    }

    /** Quotes, brackets and their escapes that close the key. */
    private static int closers(Text s, int from, int to) {
        int i = from;
        int limit = Math.min(to, from + 20);
        while (i < limit) {
            char c = s.charAt(i);
            if (c == '\\' || c == '"' || c == '\'' || c == '`' || c == ']') {
                i++;
            } else if (s.startsWith("%5D", i) || s.startsWith("%5d", i)) {
                i += 3;
            } else {
                break;
            }
        }
        return Math.min(i, limit);
    }

    private static boolean element(Text s, int keyStart) {
        if (keyStart == 0) {
            return false;
        }
        char before = s.charAt(keyStart - 1);
        if (before == '<') {
            return true;
        }
        int i = keyStart - 1;
        int limit = Math.max(0, keyStart - 40);
        while (before == ':' && i > limit && (Chars.wordPart(s.charAt(i - 1)) || s.charAt(i - 1) == '-')) {
            i--;
        }
        return before == ':' && i > 0 && s.charAt(i - 1) == '<';
    }

    /** Whether attributes of an element or headers of a part stand in it. */
    boolean holdsMore() {
        return kind == Kind.ELEMENT || kind == Kind.MULTIPART;
    }

    /** Whether a blank ends an unquoted value: {@code a=b c}, but not {@code a = b c}. */
    boolean tight(Text s) {
        return kind == Kind.OPTION || (kind == Kind.EQUALS && end - 1 == keyEnd + closedLength(s));
    }

    /** The quote that opened before the key and not behind it: {@code "key: value"}; NUL if there is none. */
    char openingQuote(Text s) {
        char before = keyStart > 0 ? s.charAt(keyStart - 1) : '\0';
        boolean quote = (before == '"' || before == '\'') && kind == Kind.COLON && end == keyEnd + 1;
        return quote ? before : '\0';
    }

    private int closedLength(Text s) {
        int i = keyEnd;
        while (i < end && s.charAt(i) != '=' && s.charAt(i) != ' ' && s.charAt(i) != '\t' && !s.startsWith("%3", i)) {
            i++;
        }
        boolean encoded = s.startsWith("%3", i);
        return i - keyEnd + (encoded ? 2 : 0);
    }
}
