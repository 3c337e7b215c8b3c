package io.sillok.local.discover.laravel;

import java.util.List;
import java.util.Optional;

/** The expressions of PHP that configs are made of. */
sealed interface PhpExpression {

    record Constant(PhpValue value) implements PhpExpression {}

    record Variable(String name) implements PhpExpression {}

    /** Parts of a text, or the operands of {@code .} */
    record Joined(List<PhpExpression> parts) implements PhpExpression {}

    record ArrayLiteral(List<Item> items) implements PhpExpression {}

    record Item(Optional<PhpExpression> key, PhpExpression value, boolean spread) {}

    /** @param name as it is written, with its class if it has one */
    record Call(String name, List<PhpExpression> arguments) implements PhpExpression {}

    record CallOf(PhpExpression callee, List<PhpExpression> arguments) implements PhpExpression {}

    record Index(PhpExpression base, PhpExpression key) implements PhpExpression {}

    /** {@code c ? a : b}; without a, {@code c ?: b}. */
    record Choice(PhpExpression condition, Optional<PhpExpression> then, PhpExpression otherwise)
            implements PhpExpression {}

    record Coalesce(PhpExpression first, PhpExpression second) implements PhpExpression {}

    record Not(PhpExpression operand) implements PhpExpression {}

    record Same(PhpExpression first, PhpExpression second, boolean negated) implements PhpExpression {}

    record ArrowFunction(List<Parameter> parameters, PhpExpression body) implements PhpExpression {}

    record Parameter(String name, Optional<PhpExpression> standard) {}

    /** What only running would tell. */
    record Opaque() implements PhpExpression {}
}
