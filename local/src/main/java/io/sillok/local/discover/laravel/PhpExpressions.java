package io.sillok.local.discover.laravel;

import io.sillok.local.discover.laravel.PhpExpression.Opaque;
import io.sillok.local.discover.laravel.PhpToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads expressions; what it does not know (objects, closures, match) becomes an opaque one. */
final class PhpExpressions {

    private static final int MAX_DEPTH = 100;

    /** Operators whose results no path needs. */
    private static final Set<String> OTHER_OPERATORS =
            Set.of("+", "-", "*", "/", "%", "<", ">", "<=", ">=", "<=>", "|", "&", "^");

    private final PhpTokens tokens;
    private final Map<String, String> imports;
    private int depth;

    /** @param imports names of classes by what the file calls them; may grow while it is read */
    PhpExpressions(PhpTokens tokens, Map<String, String> imports) {
        this.tokens = tokens;
        this.imports = imports;
    }

    /** The next expression; an opaque one, and no token taken, if none stands there. */
    PhpExpression expression() {
        return nested(this::choice);
    }

    private PhpExpression nested(Supplier<PhpExpression> inner) {
        PhpExpression expression = new Opaque();
        if (++depth > MAX_DEPTH) {
            tokens.skipOperand();
        } else {
            expression = inner.get();
        }
        depth--;
        return expression;
    }

    private PhpExpression choice() {
        PhpExpression condition = coalesce();
        if (tokens.peek().is("?:")) {
            tokens.take();
            condition = new PhpExpression.Choice(condition, Optional.empty(), expression());
        } else if (tokens.peek().is("?")) {
            tokens.take();
            PhpExpression then = expression();
            if (tokens.peek().is(":")) {
                tokens.take();
                condition = new PhpExpression.Choice(condition, Optional.of(then), expression());
            } else {
                condition = new Opaque();
            }
        }
        return condition;
    }

    private PhpExpression coalesce() {
        PhpExpression first = condition();
        if (!tokens.peek().is("??")) {
            return first;
        }
        tokens.take();
        return new PhpExpression.Coalesce(first, nested(this::coalesce));
    }

    private PhpExpression condition() {
        PhpExpression first = comparison();
        while (tokens.peek().is("&&")
                || tokens.peek().is("||")
                || tokens.peek().isWord("and")
                || tokens.peek().isWord("or")) {
            tokens.take();
            comparison();
            first = new Opaque();
        }
        return first;
    }

    private PhpExpression comparison() {
        PhpExpression first = concatenation();
        while (tokens.peek().kind() == Kind.SYMBOL
                && Set.of("==", "===", "!=", "!==").contains(tokens.peek().text())) {
            boolean negated = tokens.take().text().startsWith("!");
            first = new PhpExpression.Same(first, concatenation(), negated);
        }
        return first;
    }

    private PhpExpression concatenation() {
        List<PhpExpression> parts = new ArrayList<>(List.of(unary()));
        boolean opaque = false;
        while (tokens.peek().is(".")
                || (tokens.peek().kind() == Kind.SYMBOL
                        && OTHER_OPERATORS.contains(tokens.peek().text()))) {
            opaque |= !tokens.take().is(".");
            parts.add(unary());
        }
        if (opaque) {
            return new Opaque();
        }
        return parts.size() == 1 ? parts.get(0) : new PhpExpression.Joined(parts);
    }

    private PhpExpression unary() {
        boolean negated = false;
        while (tokens.peek().is("!")
                || tokens.peek().is("-")
                || tokens.peek().is("@")
                || tokens.peek().is("&")) {
            negated ^= tokens.take().is("!");
        }
        PhpExpression operand = postfix(primary());
        return negated ? new PhpExpression.Not(operand) : operand;
    }

    private PhpExpression postfix(PhpExpression first) {
        PhpExpression expression = first;
        while (true) {
            if (tokens.peek().is("[")) {
                tokens.take();
                PhpExpression key = expression();
                tokens.skipBehind("]");
                expression = new PhpExpression.Index(expression, key);
            } else if (tokens.peek().is("(")) {
                expression = new PhpExpression.CallOf(expression, arguments());
            } else if (tokens.peek().is("->")
                    || tokens.peek().is("?->")
                    || tokens.peek().is("::")) {
                tokens.take();
                tokens.take();
                expression = new Opaque();
            } else {
                return expression;
            }
        }
    }

    private PhpExpression primary() {
        PhpToken token = tokens.peek();
        boolean opens = token.is("[") || token.is("(");
        if (token.kind() == Kind.END || (token.kind() == Kind.SYMBOL && !opens)) {
            return new Opaque(); // it ends the expression around
        }
        tokens.take();
        return switch (token.kind()) {
            case TEXT ->
                token.parts().isEmpty()
                        ? new PhpExpression.Constant(PhpValue.of(token.text()))
                        : new PhpExpression.Joined(token.parts());
            case VARIABLE -> new PhpExpression.Variable(token.text());
            case NAME -> named(token);
            case SYMBOL, END -> token.is("[") ? array("]") : bracketed();
        };
    }

    private PhpExpression bracketed() {
        PhpExpression inner = expression();
        tokens.skipBehind(")");
        return inner;
    }

    private PhpExpression named(PhpToken name) {
        if (name.isWord("array") && tokens.peek().is("(")) {
            tokens.take();
            return array(")");
        }
        if (name.isWord("static")
                && (tokens.peek().isWord("fn") || tokens.peek().isWord("function"))) {
            return named(tokens.take());
        }
        if (name.isWord("fn")) {
            return arrow();
        }
        if (name.isWord("new") || name.isWord("function") || name.isWord("match")) {
            tokens.skipOperand();
            return new Opaque();
        }
        if (tokens.peek().is("::")) {
            tokens.take();
            String member = tokens.take().text();
            if (member.equals("class")) {
                return new PhpExpression.Constant(PhpValue.of(imports.getOrDefault(name.text(), name.text())));
            }
            return tokens.peek().is("(")
                    ? new PhpExpression.Call(name.text() + "::" + member, arguments())
                    : new Opaque();
        }
        if (tokens.peek().is("(")) {
            return new PhpExpression.Call(name.text(), arguments());
        }
        return switch (name.text().toLowerCase(Locale.ROOT)) {
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
        tokens.skipBehind("(");
        while (!tokens.peek().is(")") && tokens.peek().kind() != Kind.END) {
            PhpToken token = tokens.take();
            if (token.kind() == Kind.VARIABLE) {
                Optional<PhpExpression> standard = Optional.empty();
                if (tokens.peek().is("=")) {
                    tokens.take();
                    standard = Optional.of(expression());
                }
                parameters.add(new PhpExpression.Parameter(token.text(), standard));
            }
        }
        tokens.take();
        tokens.skipBehind("=>");
        return new PhpExpression.ArrowFunction(List.copyOf(parameters), expression());
    }

    private PhpExpression array(String closing) {
        List<PhpExpression.Item> items = new ArrayList<>();
        while (!tokens.peek().is(closing) && tokens.peek().kind() != Kind.END) {
            int start = tokens.position();
            boolean spread = tokens.peek().is("...");
            if (spread) {
                tokens.take();
            }
            PhpExpression value = expression();
            Optional<PhpExpression> key = Optional.empty();
            if (tokens.peek().is("=>")) {
                tokens.take();
                key = Optional.of(value);
                value = expression();
            }
            items.add(new PhpExpression.Item(key, value, spread));
            if (tokens.peek().is(",")) {
                tokens.take();
            } else if (!tokens.peek().is(closing)) {
                tokens.skipOperand();
                if (tokens.position() == start) {
                    tokens.take();
                }
            }
        }
        tokens.take();
        return new PhpExpression.ArrayLiteral(items);
    }

    private List<PhpExpression> arguments() {
        tokens.take();
        List<PhpExpression> arguments = new ArrayList<>();
        while (!tokens.peek().is(")") && tokens.peek().kind() != Kind.END) {
            int start = tokens.position();
            if (tokens.peek().kind() == Kind.NAME && tokens.second().is(":")) {
                tokens.take(); // a named argument; those of configs stand in their order
                tokens.take();
            }
            arguments.add(expression());
            if (tokens.peek().is(",")) {
                tokens.take();
            } else if (!tokens.peek().is(")")) {
                tokens.skipOperand();
                if (tokens.position() == start) {
                    tokens.take();
                }
            }
        }
        tokens.take();
        return arguments;
    }
}
