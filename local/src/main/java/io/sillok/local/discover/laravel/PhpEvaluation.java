package io.sillok.local.discover.laravel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates a config as far as that can be told without running it. Nothing of it is executed. */
final class PhpEvaluation {

    private static final int MAX_STEPS = 200_000;
    private static final int MAX_CALLS = 20;

    private final PhpFunctions functions;
    private Map<String, PhpValue> variables = new HashMap<>();
    private int steps;
    private int calls;

    PhpEvaluation(PhpFunctions functions) {
        this.functions = functions;
    }

    /** What the file returns, {@link PhpValue#NULL} if nothing. */
    PhpValue run(List<PhpStatement> statements) {
        return execute(statements).orElse(PhpValue.NULL);
    }

    private Optional<PhpValue> execute(List<PhpStatement> statements) {
        for (PhpStatement statement : statements) {
            Optional<PhpValue> returned = Optional.empty();
            if (statement instanceof PhpStatement.Return end) {
                returned = Optional.of(value(end.value()));
            } else if (statement instanceof PhpStatement.Assignment assignment) {
                variables.put(assignment.variable(), value(assignment.value()));
            } else if (statement instanceof PhpStatement.Branch branch) {
                boolean taken = value(branch.condition()).truth().orElse(false);
                returned = execute(taken ? branch.then() : branch.otherwise());
            }
            if (returned.isPresent()) {
                return returned;
            }
        }
        return Optional.empty();
    }

    private PhpValue value(PhpExpression expression) {
        if (++steps > MAX_STEPS) {
            return PhpValue.UNKNOWN;
        }
        if (expression instanceof PhpExpression.Constant constant) {
            return constant.value();
        } else if (expression instanceof PhpExpression.Variable variable) {
            return variables.getOrDefault(variable.name(), PhpValue.UNKNOWN);
        } else if (expression instanceof PhpExpression.Joined joined) {
            StringBuilder text = new StringBuilder();
            joined.parts().forEach(part -> text.append(value(part).text()));
            return PhpValue.of(text.toString());
        } else if (expression instanceof PhpExpression.ArrayLiteral array) {
            return array(array);
        } else if (expression instanceof PhpExpression.Call call) {
            return functions.call(
                    call.name(), call.arguments().stream().map(this::value).toList());
        } else if (expression instanceof PhpExpression.CallOf call) {
            return value(call.callee()) instanceof PhpValue.Arrow arrow
                    ? call(arrow, call.arguments().stream().map(this::value).toList())
                    : PhpValue.UNKNOWN;
        } else if (expression instanceof PhpExpression.Index index) {
            return value(index.base()).get(value(index.key()).text());
        } else if (expression instanceof PhpExpression.Choice choice) {
            return choice(choice);
        } else if (expression instanceof PhpExpression.Coalesce coalesce) {
            PhpValue first = value(coalesce.first());
            return first instanceof PhpValue.Null ? value(coalesce.second()) : first;
        } else if (expression instanceof PhpExpression.Not not) {
            return value(not.operand())
                    .truth()
                    .<PhpValue>map(truth -> new PhpValue.Flag(!truth))
                    .orElse(PhpValue.UNKNOWN);
        } else if (expression instanceof PhpExpression.Same same) {
            PhpValue first = value(same.first());
            PhpValue second = value(same.second());
            boolean open = first.truth().isEmpty() || second.truth().isEmpty();
            return open ? PhpValue.UNKNOWN : new PhpValue.Flag(first.equals(second) != same.negated());
        } else if (expression instanceof PhpExpression.ArrowFunction arrow) {
            return new PhpValue.Arrow(arrow.parameters(), arrow.body());
        }
        return PhpValue.UNKNOWN;
    }

    private PhpValue choice(PhpExpression.Choice choice) {
        PhpValue condition = value(choice.condition());
        Optional<Boolean> truth = condition.truth();
        if (truth.isEmpty()) {
            return PhpValue.UNKNOWN;
        }
        if (truth.get()) {
            return choice.then().map(this::value).orElse(condition);
        }
        return value(choice.otherwise());
    }

    private PhpValue array(PhpExpression.ArrayLiteral array) {
        Map<String, PhpValue> items = new LinkedHashMap<>();
        int next = 0;
        for (PhpExpression.Item item : array.items()) {
            PhpValue value = value(item.value());
            if (item.spread()) {
                for (Map.Entry<String, PhpValue> entry : value.items().entrySet()) {
                    boolean numbered = entry.getKey().matches("\\d{1,9}");
                    items.put(numbered ? String.valueOf(next++) : entry.getKey(), entry.getValue());
                }
            } else if (item.key().isPresent()) {
                String key = value(item.key().get()).text();
                items.put(key, value);
                next = key.matches("\\d{1,9}") ? Math.max(next, Integer.parseInt(key) + 1) : next;
            } else {
                items.put(String.valueOf(next++), value);
            }
        }
        return new PhpValue.Items(items);
    }

    private PhpValue call(PhpValue.Arrow arrow, List<PhpValue> arguments) {
        if (calls == MAX_CALLS) {
            return PhpValue.UNKNOWN;
        }
        calls++;
        Map<String, PhpValue> outer = variables;
        Map<String, PhpValue> inner = new HashMap<>(outer);
        for (int i = 0; i < arrow.parameters().size(); i++) {
            PhpExpression.Parameter parameter = arrow.parameters().get(i);
            inner.put(
                    parameter.name(),
                    i < arguments.size()
                            ? arguments.get(i)
                            : parameter.standard().map(this::value).orElse(PhpValue.UNKNOWN));
        }
        variables = inner;
        PhpValue result = value(arrow.body());
        variables = outer;
        calls--;
        return result;
    }
}
