package io.sillok.local.discover.laravel;

import io.sillok.local.discover.laravel.PhpExpression.Opaque;
import io.sillok.local.discover.laravel.PhpToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the statements that configs are made of; others are passed over, so a config is read as far as it can be. */
final class PhpParser {

    private static final int MAX_DEPTH = 100;

    private final PhpTokens tokens;
    private final Map<String, String> imports = new HashMap<>();
    private final PhpExpressions expressions;
    private int depth;

    private PhpParser(PhpTokens tokens) {
        this.tokens = tokens;
        this.expressions = new PhpExpressions(tokens, imports);
    }

    static List<PhpStatement> read(String text) {
        PhpParser parser = new PhpParser(new PhpTokens(PhpLexer.tokens(text)));
        List<PhpStatement> statements = new ArrayList<>();
        while (parser.tokens.peek().kind() != Kind.END) {
            int start = parser.tokens.position();
            parser.statement(statements);
            if (parser.tokens.position() == start) {
                parser.tokens.take(); // a brace too many
            }
        }
        return statements;
    }

    private void statement(List<PhpStatement> statements) {
        PhpToken token = tokens.peek();
        if (token.isWord("use")) {
            tokens.take();
            imports();
        } else if (token.isWord("return")) {
            tokens.take();
            statements.add(new PhpStatement.Return(tokens.peek().is(";") ? new Opaque() : expressions.expression()));
            tokens.skipStatement();
        } else if (token.isWord("if")) {
            tokens.take();
            branch(statements);
        } else if (token.kind() == Kind.VARIABLE && tokens.second().is("=")) {
            tokens.take();
            tokens.take();
            statements.add(new PhpStatement.Assignment(token.text(), expressions.expression()));
            tokens.skipStatement();
        } else {
            tokens.skipStatement();
        }
    }

    private void imports() {
        PhpToken name = tokens.peek();
        if (name.kind() == Kind.NAME && !name.isWord("function") && !name.isWord("const")) {
            tokens.take();
            String alias = name.text().substring(name.text().lastIndexOf('\\') + 1);
            if (tokens.peek().isWord("as")) {
                tokens.take();
                alias = tokens.peek().text();
            }
            imports.put(alias, name.text());
        }
        tokens.skipStatement();
    }

    private void branch(List<PhpStatement> statements) {
        if (!tokens.peek().is("(") || depth > MAX_DEPTH) {
            tokens.skipStatement();
            return;
        }
        depth++;
        tokens.take();
        PhpExpression condition = expressions.expression();
        tokens.skipBehind(")");
        List<PhpStatement> then = body();
        List<PhpStatement> otherwise = new ArrayList<>();
        if (tokens.peek().isWord("else")) {
            tokens.take();
            otherwise.addAll(body());
        } else if (tokens.peek().isWord("elseif")) {
            tokens.take();
            branch(otherwise);
        }
        depth--;
        statements.add(new PhpStatement.Branch(condition, then, otherwise));
    }

    private List<PhpStatement> body() {
        List<PhpStatement> body = new ArrayList<>();
        if (!tokens.peek().is("{")) {
            statement(body);
            return body;
        }
        tokens.take();
        while (!tokens.peek().is("}") && tokens.peek().kind() != Kind.END) {
            statement(body);
        }
        tokens.take();
        return body;
    }
}
