package io.sillok.local.discover.laravel;

import io.sillok.local.discover.laravel.PhpToken.Kind;
import java.util.List;
import java.util.Set;

/** The tokens of a file and the place of the reading among them, which never goes behind the end. */
final class PhpTokens {

    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    private final List<PhpToken> tokens;
    private int at;

    PhpTokens(List<PhpToken> tokens) {
        this.tokens = tokens;
    }

    /** Index of the next token. */
    int position() {
        return at;
    }

    /** The token behind the next one. */
    PhpToken second() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    /** Goes behind the end of the statement: its semicolon, or a block that stands without one. */
    void skipStatement() {
        int level = 0;
        while (peek().kind() != Kind.END) {
            if (level == 0 && peek().is("}")) {
                return;
            }
            PhpToken token = take();
            if (token.kind() == Kind.SYMBOL && OPENING.contains(token.text())) {
                level++;
            } else if (token.kind() == Kind.SYMBOL && CLOSING.contains(token.text())) {
                level--;
            }
            if (level == 0 && (token.is(";") || (token.is("}") && !peek().is(";") && !peek().is(")")))) {
                return;
            }
        }
    }

    /** Goes to the comma, semicolon or closing bracket that ends what is around. */
    void skipOperand() {
        int level = 0;
        while (peek().kind() != Kind.END) {
            PhpToken token = peek();
            boolean closing = token.kind() == Kind.SYMBOL && CLOSING.contains(token.text());
            if (level == 0 && (closing || token.is(",") || token.is(";"))) {
                return;
            }
            level += closing ? -1 : token.kind() == Kind.SYMBOL && OPENING.contains(token.text()) ? 1 : 0;
            take();
        }
    }

    void skipBehind(String symbol) {
        int level = 0;
        while (peek().kind() != Kind.END) {
            PhpToken token = peek();
            if (level == 0 && (token.is(symbol) || token.is(";"))) {
                at += token.is(symbol) ? 1 : 0;
                return;
            }
            boolean closing = token.kind() == Kind.SYMBOL && CLOSING.contains(token.text());
            level += closing ? -1 : token.kind() == Kind.SYMBOL && OPENING.contains(token.text()) ? 1 : 0;
            take();
        }
    }

    PhpToken peek() {
        return tokens.get(at);
    }

    PhpToken take() {
        PhpToken token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }
}
