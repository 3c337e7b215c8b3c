package io.sillok.parsers.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhpMessagesTest {

    private static final String FAILED =
            "PHP message: SQLSTATE[23000]: Duplicate entry (Connection: mysql, SQL: select * from `users` where `name` = ";

    @Test
    void eachIsOne() {
        assertThat(PhpMessages.split("PHP message: a; PHP message: b; PHP message: c"))
                .containsExactly("PHP message: a", "PHP message: b", "PHP message: c");
        assertThat(PhpMessages.split("; PHP message: late")).containsExactly("PHP message: late");
        assertThat(PhpMessages.split("")).containsExactly("");
    }

    @Test
    void aStatementThatEndedIsOneToo() {
        assertThat(PhpMessages.split(FAILED + "x); PHP message: PHP Warning:  foo() failed in /app/a.php on line 3"))
                .hasSize(2);
        assertThat(PhpMessages.split(FAILED + "x) in /app/a.php:712; PHP message: b :)"))
                .hasSize(1);
        assertThat(PhpMessages.split(FAILED + "x) in /app/a.php:712; PHP message: b"))
                .hasSize(2);
    }

    @Test
    void aValueThatHoldsWhatDividesStaysInItsStatement() {
        String inner = FAILED + "x; PHP message: secret and `id` = 3)";
        assertThat(PhpMessages.split(inner + "; PHP message: next")).containsExactly(inner, "PHP message: next");
        String closing = FAILED + "x); PHP message: secret) limit 1)";
        assertThat(PhpMessages.split(closing)).containsExactly(closing);
        String twice = FAILED + "; PHP message: a; PHP message: b limit 1)";
        assertThat(PhpMessages.split(twice)).containsExactly(twice);
    }

    @Test
    void aMessageThatWasCutEndsWhereItWasCut() {
        String cut = (FAILED + "x".repeat(2000)).substring(0, 1024 + "PHP message: ".length());
        assertThat(PhpMessages.split(cut + "; PHP message: next")).containsExactly(cut, "PHP message: next");
    }
}
