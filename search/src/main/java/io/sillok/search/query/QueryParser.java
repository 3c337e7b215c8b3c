package io.sillok.search.query;

import io.sillok.search.query.QueryToken.Close;
import io.sillok.search.query.QueryToken.Field;
import io.sillok.search.query.QueryToken.Minus;
import io.sillok.search.query.QueryToken.Open;
import io.sillok.search.query.QueryToken.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a query.
 *
 * <pre>
 * query = and { "OR" and }
 * and   = term { [ "AND" ] term }
 * term  = ( "-" | "NOT" ) term | "(" query ")" | field ":" ( value | "(" query ")" ) | value
 * value = word | '"' words '"'
 * </pre>
 */
public final class QueryParser {

    /** The longest query, in characters. */
    public static final int MAX_LENGTH = 2000;

    private static final int MAX_DEPTH = 40;

    private final List<QueryToken> tokens;
    private final int end;
    private int at;
    private int depth;

    private QueryParser(List<QueryToken> tokens, int end) {
        this.tokens = tokens;
        this.end = end;
    }

    /** An empty query asks for everything. */
    public static Query parse(String text) throws QuerySyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new QuerySyntaxException(MAX_LENGTH, "a query has at most " + MAX_LENGTH + " characters");
        }
        List<QueryToken> tokens = QueryLexer.tokens(text);
        if (tokens.isEmpty()) {
            return new Query.Everything();
        }
        QueryParser parser = new QueryParser(tokens, text.length());
        Query query = parser.alternatives(Optional.empty());
        if (parser.at < tokens.size()) {
            throw new QuerySyntaxException(parser.position(), "this bracket closes nothing");
        }
        return query;
    }

    private Query alternatives(Optional<String> field) throws QuerySyntaxException {
        List<Query> parts = new ArrayList<>();
        parts.add(conjunction(field));
        while (takeKeyword("OR")) {
            parts.add(conjunction(field));
        }
        return parts.size() == 1 ? parts.get(0) : new Query.AnyOf(parts);
    }

    private Query conjunction(Optional<String> field) throws QuerySyntaxException {
        List<Query> parts = new ArrayList<>();
        parts.add(term(field));
        while (at < tokens.size() && !(tokens.get(at) instanceof Close) && !isKeyword("OR")) {
            takeKeyword("AND");
            parts.add(term(field));
        }
        return parts.size() == 1 ? parts.get(0) : new Query.AllOf(parts);
    }

    private Query term(Optional<String> field) throws QuerySyntaxException {
        if (at == tokens.size()) {
            throw new QuerySyntaxException(end, "a word, field:value or bracket must follow here");
        }
        if (++depth > MAX_DEPTH) {
            throw new QuerySyntaxException(position(), "more than " + MAX_DEPTH + " levels of brackets and NOT");
        }
        try {
            return takeKeyword("NOT") ? new Query.Not(term(field)) : plainTerm(field);
        } finally {
            depth--;
        }
    }

    private Query plainTerm(Optional<String> field) throws QuerySyntaxException {
        if (isKeyword("OR") || isKeyword("AND")) {
            throw new QuerySyntaxException(
                    position(), "a word, field:value or bracket must stand before and behind OR and AND");
        }
        QueryToken token = tokens.get(at++);
        if (token instanceof Minus) {
            return new Query.Not(term(field));
        } else if (token instanceof Open open) {
            return group(open, field);
        } else if (token instanceof Field name) {
            return fieldValue(name);
        } else if (token instanceof Value value) {
            return field.isEmpty() ? FieldValue.words(value) : FieldTable.query(field.get(), value.position(), value);
        }
        throw new QuerySyntaxException(token.position(), "this bracket closes nothing");
    }

    private Query group(Open open, Optional<String> field) throws QuerySyntaxException {
        Query query = alternatives(field);
        if (at == tokens.size()) {
            throw new QuerySyntaxException(open.position(), "this bracket is not closed");
        }
        at++;
        return query;
    }

    private Query fieldValue(Field field) throws QuerySyntaxException {
        int valueAt = field.position() + field.name().length() + 1;
        if (at < tokens.size() && tokens.get(at).position() == valueAt) {
            QueryToken next = tokens.get(at);
            if (next instanceof Value value) {
                at++;
                return FieldTable.query(field.name(), field.position(), value);
            }
            if (next instanceof Open open) {
                FieldTable.check(field.name(), field.position());
                at++;
                return group(open, Optional.of(field.name()));
            }
        }
        if (FieldTable.knows(field.name())) {
            throw new QuerySyntaxException(
                    valueAt, "a value must stand directly behind " + field.name() + ":, without a blank");
        }
        return new Query.Words(field.name(), false);
    }

    private boolean isKeyword(String keyword) {
        return at < tokens.size() && tokens.get(at) instanceof Value value && value.is(keyword);
    }

    private boolean takeKeyword(String keyword) {
        boolean taken = isKeyword(keyword);
        at += taken ? 1 : 0;
        return taken;
    }

    private int position() {
        return at < tokens.size() ? tokens.get(at).position() : end;
    }
}
