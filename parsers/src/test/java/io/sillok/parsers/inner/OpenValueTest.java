package io.sillok.parsers.inner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The place is marked with a pipe. */
final class OpenValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'u|v'",
                "values (a|b)",
                "[a|b]",
                "update t set a = $q$a|b$q$",
                "<user><password>a|b</password></user>",
                "<a href=\"x\">a|b</a>",
                "<a>x</a><a>a|b</a>",
                "<\\/c><b>a|b<\\/b>",
                "<b>a|<b>b</b></b>",
                "select 1 /* a|b */ from t",
            })
    void isOpenWhereItEndsBehind(String text) {
        assertThat(at(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "select 'a' |b",
                "<b>Warning</b>: a|b",
                "<b>a</b>|<b>b</b>",
                "<br>a|b<br>",
                "<b>a|b",
                "<b/>a|b</b>",
                "array<a> is no element|b</a>",
                "1 < 2|3 > 2</",
                "/* a */ select|1 /* b */",
                "/logs/*.log|and no more",
            })
    void isNotOpenWhereNothingOfItEndsBehind(String text) {
        assertThat(at(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 'b|",
                "a = $q$b|",
                "<password>a|",
                "<a b=\"c\">a|",
                "<b>a</b><b>c|",
                "select 1 /* a|",
                "order by `a|",
                "{a|"
            })
    void mayBeOpenWhereTheTextWasCut(String text) {
        assertThat(mayBe(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's|",
                "a <br> b|",
                "<b>a</b>|",
                "costs 5$ or 6$|",
                "a < b|",
                "Collection<int>|",
                "<<Unknown error>>: 5|",
                "/logs/*.log|",
                "params: [a, [b]]|",
                "bindings: [a] (1 ms)|",
                "select 1 /* a */|"
            })
    void isNotOpenWhereNothingBegan(String text) {
        assertThat(mayBe(text)).isFalse();
    }

    private static boolean at(String marked) {
        int at = marked.indexOf('|');
        return OpenValue.at(marked.replace("|", ""), 0, at);
    }

    private static boolean mayBe(String marked) {
        int at = marked.indexOf('|');
        return OpenValue.mayBeAt(marked.replace("|", ""), 0, at);
    }
}
