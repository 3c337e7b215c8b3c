package io.sillok.local.discover.laravel;

import io.sillok.local.discover.laravel.PhpExpression.Opaque;
import io.sillok.local.discover.laravel.PhpToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the part of PHP that configs are made of. What it does not know (objects, closures, match) becomes an opaque
 * expression or is passed over as a statement, so a config is read as far as it can be.
 */
final class PhpParser {

    private static final int MAX_DEPTH = 100;
    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    /** Operators whose results no path needs. */
    private static final Set<String> OTHER_OPERATORS =
            Set.of("+", "-", "*", "/", "%", "<", ">", "<=", ">=", "<=>", "|", "&", "^");

    private final List<PhpToken> tokens;
    private final Map<String, String> imports = new HashMap<>();
    private int at;
    private int depth;

    private PhpParser(List<PhpToken> tokens) {
        this.tokens = tokens;
    }

    static List<PhpStatement> read(String text) {
        PhpParser parser = new PhpParser(PhpLexer.tokens(text));
        List<PhpStatement> statements = new ArrayList<>();
        while (parser.peek().kind() != Kind.END) {
            int start = parser.at;
            parser.statement(statements);
            if (parser.at == start) {
                parser.take(); // a brace too many
            }
        }
        return statements;
    }

    private void statement(List<PhpStatement> statements) {
        PhpToken token = peek();
        if (token.isWord("use")) {
            take();
            imports();
        } else if (token.isWord("return")) {
            take();
            statements.add(new PhpStatement.Return(peek().is(";") ? new Opaque() : expression()));
            skipStatement();
        } else if (token.isWord("if")) {
            take();
            branch(statements);
        } else if (token.kind() == Kind.VARIABLE && tokens.get(at + 1).is("=")) {
            take();
            take();
            statements.add(new PhpStatement.Assignment(token.text(), expression()));
            skipStatement();
        } else {
            skipStatement();
        }
    }

    private void imports() {
        PhpToken name = peek();
        if (name.kind() == Kind.NAME && !name.isWord("function") && !name.isWord("const")) {
            take();
            String alias = name.text().substring(name.text().lastIndexOf('\\') + 1);
            if (peek().isWord("as")) {
                take();
                alias = peek().text();
            }
            imports.put(alias, name.text());
        }
        skipStatement();
    }

    private void branch(List<PhpStatement> statements) {
        if (!peek().is("(") || depth > MAX_DEPTH) {
            skipStatement();
            return;
        }
        depth++;
        take();
        PhpExpression condition = expression();
        skipBehind(")");
        List<PhpStatement> then = body();
        List<PhpStatement> otherwise = new ArrayList<>();
        if (peek().isWord("else")) {
            take();
            otherwise.addAll(body());
        } else if (peek().isWord("elseif")) {
            take();
            branch(otherwise);
        }
        depth--;
        statements.add(new PhpStatement.Branch(condition, then, otherwise));
    }

    private List<PhpStatement> body() {
        List<PhpStatement> body = new ArrayList<>();
        if (!peek().is("{")) {
            statement(body);
            return body;
        }
        take();
        while (!peek().is("}") && peek().kind() != Kind.END) {
            statement(body);
        }
        take();
        return body;
    }

    /** Goes behind the end of the statement: its semicolon, or a block that stands without one. */
    private void skipStatement() {
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

    private PhpExpression expression() {
        return nested(this::choice);
    }

    private PhpExpression nested(Supplier<PhpExpression> inner) {
        PhpExpression expression = new Opaque();
        if (++depth > MAX_DEPTH) {
            skipOperand();
        } else {
            expression = inner.get();
        }
        depth--;
        return expression;
    }

    private PhpExpression choice() {
        PhpExpression condition = coalesce();
        if (peek().is("?:")) {
            take();
            condition = new PhpExpression.Choice(condition, Optional.empty(), expression());
        } else if (peek().is("?")) {
            take();
            PhpExpression then = expression();
            if (peek().is(":")) {
                take();
                condition = new PhpExpression.Choice(condition, Optional.of(then), expression());
            } else {
                condition = new Opaque();
            }
        }
        return condition;
    }

    private PhpExpression coalesce() {
        PhpExpression first = condition();
        if (!peek().is("??")) {
            return first;
        }
        take();
        return new PhpExpression.Coalesce(first, nested(this::coalesce));
    }

    private PhpExpression condition() {
        PhpExpression first = comparison();
        while (peek().is("&&") || peek().is("||") || peek().isWord("and") || peek().isWord("or")) {
            take();
            comparison();
            first = new Opaque();
        }
        return first;
    }

    private PhpExpression comparison() {
        PhpExpression first = concatenation();
        while (peek().kind() == Kind.SYMBOL && Set.of("==", "===", "!=", "!==").contains(peek().text())) {
            boolean negated = take().text().startsWith("!");
            first = new PhpExpression.Same(first, concatenation(), negated);
        }
        return first;
    }

    private PhpExpression concatenation() {
        List<PhpExpression> parts = new ArrayList<>(List.of(unary()));
        boolean opaque = false;
        while (peek().is(".") || (peek().kind() == Kind.SYMBOL && OTHER_OPERATORS.contains(peek().text()))) {
            opaque |= !take().is(".");
            parts.add(unary());
        }
        if (opaque) {
            return new Opaque();
        }
        return parts.size() == 1 ? parts.get(0) : new PhpExpression.Joined(parts);
    }

    private PhpExpression unary() {
        boolean negated = false;
        while (peek().is("!") || peek().is("-") || peek().is("@") || peek().is("&")) {
            negated ^= take().is("!");
        }
        PhpExpression operand = postfix(primary());
        return negated ? new PhpExpression.Not(operand) : operand;
    }

    private PhpExpression postfix(PhpExpression first) {
        PhpExpression expression = first;
        while (true) {
            if (peek().is("[")) {
                take();
                PhpExpression key = expression();
                skipBehind("]");
                expression = new PhpExpression.Index(expression, key);
            } else if (peek().is("(")) {
                expression = new PhpExpression.CallOf(expression, arguments());
            } else if (peek().is("->") || peek().is("?->") || peek().is("::")) {
                take();
                take();
                expression = new Opaque();
            } else {
                return expression;
            }
        }
    }

    private PhpExpression primary() {
        PhpToken token = take();
        return switch (token.kind()) {
            case TEXT ->
                token.parts().isEmpty()
                        ? new PhpExpression.Constant(PhpValue.of(token.text()))
                        : new PhpExpression.Joined(token.parts());
            case VARIABLE -> new PhpExpression.Variable(token.text());
            case NAME -> named(token);
            case SYMBOL -> {
                if (token.is("[")) {
                    yield array("]");
                }
                if (token.is("(")) {
                    PhpExpression inner = expression();
                    skipBehind(")");
                    yield inner;
                }
                at--; // it ends the expression around
                yield new Opaque();
            }
            case END -> {
                at--;
                yield new Opaque();
            }
        };
    }

    private PhpExpression named(PhpToken name) {
        if (name.isWord("array") && peek().is("(")) {
            take();
            return array(")");
        }
        if (name.isWord("static") && (peek().isWord("fn") || peek().isWord("function"))) {
            return named(take());
        }
        if (name.isWord("fn")) {
            return arrow();
        }
        if (name.isWord("new") || name.isWord("function") || name.isWord("match")) {
            skipOperand();
            return new Opaque();
        }
        if (peek().is("::")) {
            take();
            String member = take().text();
            if (member.equals("class")) {
                return new PhpExpression.Constant(PhpValue.of(imports.getOrDefault(name.text(), name.text())));
            }
            return peek().is("(") ? new PhpExpression.Call(name.text() + "::" + member, arguments()) : new Opaque();
        }
        if (peek().is("(")) {
            return new PhpExpression.Call(name.text(), arguments());
        }
        return switch (name.text().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> new PhpExpression.Constant(new PhpValue.Flag(true));
            case "false" -> new PhpExpression.Constant(new PhpValue.Flag(false));
            case "null" -> new PhpExpression.Constant(PhpValue.NULL);
            case "directory_separator" -> new PhpExpression.Constant(PhpValue.of("/"));
            case "__dir__" -> new PhpExpression.Call("__DIR__", List.of());
            default -> new Opaque();
        };
    }

    private PhpExpression arrow() {
        List<PhpExpression.Parameter> parameters = new ArrayList<>();
        skipBehind("(");
        while (!peek().is(")") && peek().kind() != Kind.END) {
            PhpToken token = take();
            if (token.kind() == Kind.VARIABLE) {
                Optional<PhpExpression> standard = Optional.empty();
                if (peek().is("=")) {
                    take();
                    standard = Optional.of(expression());
                }
                parameters.add(new PhpExpression.Parameter(token.text(), standard));
            }
        }
        take();
        skipBehind("=>");
        return new PhpExpression.ArrowFunction(List.copyOf(parameters), expression());
    }

    private PhpExpression array(String closing) {
        List<PhpExpression.Item> items = new ArrayList<>();
        while (!peek().is(closing) && peek().kind() != Kind.END) {
            int start = at;
            boolean spread = peek().is("...");
            if (spread) {
                take();
            }
            PhpExpression value = expression();
            Optional<PhpExpression> key = Optional.empty();
            if (peek().is("=>")) {
                take();
                key = Optional.of(value);
                value = expression();
            }
            items.add(new PhpExpression.Item(key, value, spread));
            if (peek().is(",")) {
                take();
            } else if (!peek().is(closing)) {
                skipOperand();
                if (at == start) {
                    take();
                }
            }
        }
        take();
        return new PhpExpression.ArrayLiteral(items);
    }

    private List<PhpExpression> arguments() {
        take();
        List<PhpExpression> arguments = new ArrayList<>();
        while (!peek().is(")") && peek().kind() != Kind.END) {
            int start = at;
            if (peek().kind() == Kind.NAME && tokens.get(at + 1).is(":")) {
                at += 2; // a named argument; those of configs stand in their order
            }
            arguments.add(expression());
            if (peek().is(",")) {
                take();
            } else if (!peek().is(")")) {
                skipOperand();
                if (at == start) {
                    take();
                }
            }
        }
        take();
        return arguments;
    }

    /** Goes to the comma, semicolon or closing bracket that ends what is around. */
    private void skipOperand() {
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

    private void skipBehind(String symbol) {
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

    private PhpToken peek() {
        return tokens.get(at);
    }

    private PhpToken take() {
        PhpToken token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }
}
