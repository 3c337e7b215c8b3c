package io.sillok.parsers.mask;

import java.util.List;
import java.util.Set;

/**
 * Writes the part of a statement that cannot be believed: keywords of a closed list, names known from the believed part,
 * everyday schema words in quotes, and {@code ?} for all else. Nothing here depends on where a value ends.
 */
final class SqlRemainder {

    private static final Set<String> SHOWN = Set.of(
            "where",
            "and",
            "or",
            "not",
            "in",
            "between",
            "like",
            "is",
            "null",
            "order",
            "by",
            "group",
            "having",
            "limit",
            "offset",
            "asc",
            "desc",
            "exists",
            "select",
            "from",
            "inner",
            "left",
            "right",
            "join",
            "on",
            "as",
            "for",
            "update",
            "union",
            "all",
            "distinct",
            "set",
            "returning",
            "case",
            "when",
            "then",
            "else",
            "end");

    private final String text;
    private final List<SqlToken> tokens;
    private final SqlTrust trust;
    private final StringBuilder out;

    SqlRemainder(String text, List<SqlToken> tokens, SqlTrust trust, StringBuilder out) {
        this.text = text;
        this.tokens = tokens;
        this.trust = trust;
        this.out = out;
    }

    void render(boolean insert) {
        boolean shown = !insert;
        boolean afterName = false;
        value();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (!shown && i > 0 && insertTail(i)) {
                closeParentheses();
                shown = true;
            }
            if (!shown) {
                continue;
            }
            String atom = atom(token, afterName);
            if (atom.isEmpty()) {
                value();
                afterName = false;
            } else if (token.kind() == SqlToken.Kind.PUNCTUATION) {
                operator(atom);
            } else {
                space();
                out.append(atom);
                afterName = !SHOWN.contains(token.lower(text)) || atom.charAt(0) == '`';
            }
        }
        if (!shown || !insert) {
            closeParentheses();
        }
    }

    private String atom(SqlToken token, boolean afterName) {
        return switch (token.kind()) {
            case WORD -> delimited(token) && shownWord(token.lower(text)) ? token.in(text) : "";
            case QUOTED_NAME -> quotedName(token) ? token.in(text) : "";
            case DOUBLE_QUOTED -> trust.ansi() && quotedName(token) ? token.in(text) : "";
            case PUNCTUATION ->
                afterName && token.end() - token.start() == 1 && "=<>!".indexOf(text.charAt(token.start())) >= 0
                        ? token.in(text)
                        : "";
            default -> "";
        };
    }

    private boolean shownWord(String lower) {
        return SHOWN.contains(lower) || (lower.length() > 2 && trust.knows(lower));
    }

    private boolean quotedName(SqlToken token) {
        if (token.end() - token.start() < 3) {
            return false;
        }
        String name = SqlWords.lower(text, token.start() + 1, token.end() - 1);
        return trust.knows(name) || SqlWords.schemaName(name);
    }

    private boolean delimited(SqlToken token) {
        return delimiter(token.start() - 1) && delimiter(token.end());
    }

    private boolean delimiter(int at) {
        return at < 0
                || at >= text.length()
                || Character.isWhitespace(text.charAt(at))
                || "(),".indexOf(text.charAt(at)) >= 0;
    }

    private boolean insertTail(int i) {
        return words(i, "on", "duplicate", "key", "update") || words(i, "on", "conflict") || words(i, "returning");
    }

    private boolean words(int i, String... expected) {
        if (i + expected.length > tokens.size()) {
            return false;
        }
        for (int k = 0; k < expected.length; k++) {
            SqlToken token = tokens.get(i + k);
            int length = token.end() - token.start();
            if (length != expected[k].length() || !text.regionMatches(true, token.start(), expected[k], 0, length)) {
                return false;
            }
        }
        return true;
    }

    private void value() {
        int length = out.length();
        if (length > 0 && out.charAt(length - 1) == '?') {
            return;
        }
        space();
        out.append('?');
    }

    private void operator(String shown) {
        int length = out.length();
        boolean continues = length > 0 && "=<>!".indexOf(out.charAt(length - 1)) >= 0;
        if (!continues) {
            space();
        }
        out.append(shown);
    }

    private void space() {
        int length = out.length();
        if (length > 0 && out.charAt(length - 1) != '(' && !Character.isWhitespace(out.charAt(length - 1))) {
            out.append(' ');
        }
    }

    private void closeParentheses() {
        for (int i = 0; i < trust.openParentheses(); i++) {
            out.append(')');
        }
    }
}
