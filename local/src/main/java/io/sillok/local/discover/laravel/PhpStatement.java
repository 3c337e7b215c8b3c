package io.sillok.local.discover.laravel;

import java.util.List;

/** The statements of a config: variables are set, conditions asked, and an array returned. */
sealed interface PhpStatement {

    record Assignment(String variable, PhpExpression value) implements PhpStatement {}

    record Branch(PhpExpression condition, List<PhpStatement> then, List<PhpStatement> otherwise)
            implements PhpStatement {}

    record Return(PhpExpression value) implements PhpStatement {}
}
