package io.sillok.parsers.mask;

import java.util.Set;

/** Objects that hold a pair as two members: {@code {"name":"password","value":"x"}}. */
final class NamedValues {

    private static final Set<String> NAMES =
            Set.of("name", "key", "field", "header", "param", "parameter", "id", "attribute");
    private static final Set<String> VALUES =
            Set.of("value", "values", "val", "content", "contents", "data", "old", "new", "text");

    /** What is secret of a JSON Web Key (RFC 7518, section 6), behind its type. */
    private static final Set<String> PARTS = Set.of("k", "d", "p", "q", "dp", "dq", "qi");

    private NamedValues() {}

    /** Whether the key says that the object is a JSON Web Key. */
    static boolean type(Text key) {
        return key.length() == 3 && key.sameAs("kty");
    }

    static boolean partOfKey(Text key) {
        return key.length() <= 2 && PARTS.contains(key.toString());
    }

    /** Whether a list under the key holds the arguments of a call. */
    static boolean arguments(String key) {
        return key.equals("args") || key.equals("arguments");
    }

    static boolean name(String key) {
        return NAMES.contains(key);
    }

    static boolean value(String key) {
        return VALUES.contains(key);
    }

    /** Whether the JSON string in {@code s[from, end)} is a secret's name. */
    static boolean secret(Text s, int from, int end) {
        int open = s.indexOf('"', from, end);
        boolean string = open >= 0 && end - 1 > open && end - open < 80 && s.charAt(end - 1) == '"';
        return string && KeyNames.key(s, open + 1, end - 1).verdict() == KeyNames.Verdict.SECRET;
    }
}
