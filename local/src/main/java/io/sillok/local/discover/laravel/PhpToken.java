package io.sillok.local.discover.laravel;

import java.util.List;

/**
 * A token of PHP.
 *
 * @param text of a text without variables, its value; of a name or variable, the name
 * @param parts of a text in double quotes, its literal and variable parts
 */
record PhpToken(Kind kind, String text, List<PhpExpression> parts, int line) {

    enum Kind {
        NAME,
        VARIABLE,
        TEXT,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }
}
