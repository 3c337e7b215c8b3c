package io.sillok.local.discover.nginx;

/** Finds the end of a {@code *_by_lua_block}: the brace that closes it, not one in a string or a comment. */
final class LuaCode {

    private LuaCode() {}

    /** @return the index behind the closing brace, or the text's length if there is none */
    static int end(String text, int from) {
        int depth = 1;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = behindString(text, at);
            } else if (text.startsWith("--", at)) {
                at = longBracket(text, at + 2) >= 0 ? behindLongBracket(text, at + 2) : lineEnd(text, at);
            } else if (c == '[' && longBracket(text, at) >= 0) {
                at = behindLongBracket(text, at);
            } else {
                at++;
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (depth == 0) {
                    return at;
                }
            }
        }
        return text.length();
    }

    private static int behindString(String text, int start) {
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote || c == '\n') {
                return at + 1;
            }
        }
        return text.length();
    }

    /** The number of equal signs of {@code [==[}, or -1 if no such bracket opens here. */
    private static int longBracket(String text, int at) {
        int level = at + 1;
        while (level < text.length() && text.charAt(level) == '=') {
            level++;
        }
        return text.startsWith("[", at) && text.startsWith("[", level) ? level - at - 1 : -1;
    }

    private static int behindLongBracket(String text, int at) {
        String closing = ']' + "=".repeat(longBracket(text, at)) + ']';
        int end = text.indexOf(closing, at);
        return end < 0 ? text.length() : end + closing.length();
    }

    private static int lineEnd(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
