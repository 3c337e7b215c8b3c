package io.sillok.parsers.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhpMessagesTest {

    private static final String FAILED =
            "PHP message: SQLSTATE[23000]: Duplicate entry (Connection: mysql, SQL: select * from `users` where `name` = ";

    @Test
    void eachIsOne() {
        assertThat(PhpMessages.split("PHP message: a; PHP message: b; PHP message: c", false))
                .containsExactly("PHP message: a", "PHP message: b", "PHP message: c");
        assertThat(PhpMessages.split("; PHP message: late", false)).containsExactly("PHP message: late");
        assertThat(PhpMessages.split("", false)).containsExactly("");
    }

    @Test
    void aStatementThatEndedIsOneToo() {
        assertThat(PhpMessages.split(
                        FAILED + "x); PHP message: PHP Warning:  foo() failed in /app/a.php on line 3", false))
                .hasSize(2);
        assertThat(PhpMessages.split(FAILED + "x) in /app/a.php:712; PHP message: b :)", false))
                .hasSize(1);
        assertThat(PhpMessages.split(FAILED + "x) in /app/a.php:712; PHP message: b", false))
                .hasSize(2);
    }

    @Test
    void aValueThatHoldsWhatDividesStaysInItsStatement() {
        String inner = FAILED + "x; PHP message: secret and `id` = 3)";
        assertThat(PhpMessages.split(inner + "; PHP message: next", false)).containsExactly(inner, "PHP message: next");
        String closing = FAILED + "x); PHP message: secret) limit 1)";
        assertThat(PhpMessages.split(closing, false)).containsExactly(closing);
        String twice = FAILED + "; PHP message: a; PHP message: b limit 1)";
        assertThat(PhpMessages.split(twice, false)).containsExactly(twice);
    }

    @Test
    void aMessageThatWasCutEndsWhereItWasCut() {
        String cut = (FAILED + "x".repeat(2000)).substring(0, 1024 + "PHP message: ".length());
        assertThat(PhpMessages.split(cut + "; PHP message: next", false)).containsExactly(cut, "PHP message: next");
    }

    @Test
    void aValueThatIsOpenGoesOn() {
        for (String value : List.of(
                "PHP message: Duplicate entry '; PHP message: secret' for key 'users_email_unique'",
                "PHP message: Duplicate entry 'x'; PHP message: a; PHP message: secret' for key 'users_email_unique'",
                "PHP message: DETAIL:  Failing row contains (1, '; PHP message: secret, null).",
                "PHP message: {\"password\":\"a; PHP message: secret\"}",
                "PHP message: select ? [a, b; PHP message: secret]",
                "PHP message: select ? with bindings: ; PHP message: secret, 12")) {
            assertThat(PhpMessages.split(value, false)).as(value).containsExactly(value);
        }
    }

    @Test
    void aValueThatIsOpenWhereTheLineWasCutGoesOn() {
        String value = "PHP message: Duplicate entry 'x; PHP message: secr";
        assertThat(PhpMessages.split(value, true)).containsExactly(value);
    }

    @Test
    void apostrophesInWordsOpenNothing() {
        assertThat(PhpMessages.split("PHP message: can't open 'a.txt'; PHP message: it isn't there (gone)", false))
                .hasSize(2);
    }
}
