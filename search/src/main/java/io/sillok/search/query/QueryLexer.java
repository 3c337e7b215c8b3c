package io.sillok.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into tokens, in one pass. */
final class QueryLexer {

    /** Not before a second colon or {@code //}: {@code App::boot} and {@code http://…} are words. */
    private static final Pattern FIELD = Pattern.compile("([A-Za-z@_][A-Za-z0-9@_.\\-]*):(?!:|//)");

    private final String query;
    private final Matcher field;
    private final List<QueryToken> tokens = new ArrayList<>();
    private int at;

    private QueryLexer(String query) {
        this.query = query;
        this.field = FIELD.matcher(query);
    }

    static List<QueryToken> tokens(String query) throws QuerySyntaxException {
        QueryLexer lexer = new QueryLexer(query);
        while (lexer.at < query.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() throws QuerySyntaxException {
        char c = query.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '(') {
            tokens.add(new QueryToken.Open(at++));
        } else if (c == ')') {
            tokens.add(new QueryToken.Close(at++));
        } else if (c == '"') {
            quoted();
        } else if (c == '-' && !endsAt(at + 1)) {
            tokens.add(new QueryToken.Minus(at++));
        } else if (field.region(at, query.length()).lookingAt()) {
            tokens.add(new QueryToken.Field(at, field.group(1)));
            at = field.end();
            if (!endsAt(at) && query.charAt(at) != '(' && query.charAt(at) != ')' && query.charAt(at) != '"') {
                word();
            }
        } else {
            word();
        }
    }

    private void quoted() throws QuerySyntaxException {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (!atEnd(at) && query.charAt(at) != '"') {
            boolean escape = query.charAt(at) == '\\'
                    && !atEnd(at + 1)
                    && (query.charAt(at + 1) == '"' || query.charAt(at + 1) == '\\');
            at += escape ? 1 : 0;
            text.append(query.charAt(at++));
        }
        if (atEnd(at)) {
            throw new QuerySyntaxException(start, "this quote is not closed");
        }
        at++;
        tokens.add(new QueryToken.Value(start, text.toString(), true));
    }

    /** To a blank, a quote, or a bracket that the word did not open itself, so {@code count(id)} is one word. */
    private void word() {
        int start = at;
        int open = 0;
        for (; !endsAt(at) && query.charAt(at) != '"'; at++) {
            char c = query.charAt(at);
            if (c == ')' && open == 0) {
                break;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        tokens.add(new QueryToken.Value(start, query.substring(start, at), false));
    }

    private boolean atEnd(int index) {
        return index >= query.length();
    }

    private boolean endsAt(int index) {
        return atEnd(index) || Character.isWhitespace(query.charAt(index));
    }
}
