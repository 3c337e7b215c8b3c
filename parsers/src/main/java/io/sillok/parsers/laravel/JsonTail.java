package io.sillok.parsers.laravel;

/**
 * Finds where the JSON value begins that ends at a given place, going backwards: so what stands before it, however much it
 * looks like JSON, costs nothing. Exact for valid JSON: outside of strings a quote always opens or closes one, inside
 * every quote has an odd number of backslashes before it. Raw line breaks in strings do not matter.
 */
final class JsonTail {

    private JsonTail() {}

    /** @return the index of the opening bracket of the object or array whose last character is before {@code end}, or -1 */
    static int start(String text, int end) {
        int depth = 0;
        boolean inString = false;
        for (int i = end - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                if (!inString || !escaped(text, i)) {
                    inString = !inString;
                }
            } else if (!inString) {
                if (c == '}' || c == ']') {
                    depth++;
                } else if (c == '{' || c == '[') {
                    depth--;
                }
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean escaped(String text, int quote) {
        int backslashes = 0;
        while (backslashes < quote && text.charAt(quote - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    static boolean closes(String text, int end) {
        return end > 0 && (text.charAt(end - 1) == '}' || text.charAt(end - 1) == ']');
    }
}
