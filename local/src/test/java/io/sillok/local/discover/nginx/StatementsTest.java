package io.sillok.local.discover.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as {@code ngx_conf_read_token} takes them. */
final class StatementsTest {

    private final List<String> complaints = new ArrayList<>();

    private Statement first(String text) {
        return new Statements(text, (line, message) -> complaints.add(line + ": " + message)).next();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a b;~a|b",
                "a \"b c\" 'd;e' ;~a|b c|d;e",
                "a b\\ c;~a|b\\ c",
                "a b\\;c;~a|b\\;c",
                "a it\\'s 'it\\'s';~a|it's|it's",
                "a 'x\\\\y' 'x\\y';~a|x\\y|x\\y",
                "a b#c # d;~a|b#c",
                "a ${x}y $y{~a|${x}y|$y",
                "a b\"c\"d;~a|b\"c\"d",
            })
    void words(String text, String words) {
        assertThat(String.join("|", first(text + "\n;").words())).isEqualTo(words);
    }

    @Test
    void linesCountFromTheFirstWord() {
        Statements statements = new Statements("# one\n\nlog_format a 'b\nc'\n  'd';\nnext;", (line, message) -> {});
        assertThat(statements.next())
                .isEqualTo(new Statement(Statement.End.SEMICOLON, List.of("log_format", "a", "b\nc", "d"), 3));
        assertThat(statements.next().line()).isEqualTo(6);
    }

    @Test
    void luaEndsAtItsBraceOnly() {
        Statements statements = new Statements(
                "x_by_lua_block { a = '}' -- }\n --[[ } ]] b = [=[ ]] } ]=] c = {1, {2}} } next;",
                (line, message) -> {});
        assertThat(statements.next().end()).isEqualTo(Statement.End.BLOCK_OPENS);
        statements.skipLua();
        assertThat(statements.next().words()).containsExactly("next");
    }

    @Test
    void whatNginxWouldRefuseIsTold() {
        first("a \"b\"c;");
        first("\n'never closed");
        first("a b");
        assertThat(complaints)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("1: unexpected \"c\" behind a closing quote"),
                        two -> assertThat(two).startsWith("2: a quote that is opened here is never closed"),
                        three -> assertThat(three).startsWith("2: the file ends in the middle of"),
                        four -> assertThat(four).startsWith("1: the file ends in the middle of a"));
    }
}
