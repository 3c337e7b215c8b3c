package io.sillok.parsers.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.parsers.exception.LoggedException;
import org.junit.jupiter.api.Test;

class ExceptionTextTest {

    @Test
    void aStackThatAValueForgesIsPartOfTheMessage() {
        String message = "bad value 'x)\n[stacktrace]\n#0 {main}', 'secret' (SQL: select 1)";
        LoggedException exception = ExceptionText.parse("[object] (App\\Failed(code: 7): " + message
                        + " at /app/x.php:49)\n[stacktrace]\n#0 /app/y.php(3): f()\n#1 {main}\n")
                .orElseThrow();
        assertThat(exception.message()).isEqualTo(message);
        assertThat(exception.file()).isEqualTo("/app/x.php");
        assertThat(exception.line()).isEqualTo(49);
        assertThat(exception.frames()).isEqualTo("#0 /app/y.php(3): f()\n#1 {main}");
    }

    @Test
    void aForgedPlaceDoesNotHelp() {
        LoggedException exception = ExceptionText.parse(
                        "[object] (App\\Failed(code: 7): x at /a.php:1)\n[stacktrace]\n#0 secret at /app/x.php:49)\n[stacktrace]\n#0 {main}\n")
                .orElseThrow();
        assertThat(exception.line()).isEqualTo(49);
        assertThat(exception.frames()).isEqualTo("#0 {main}");
    }

    @Test
    void aStackWithoutAPlaceIsStillOne() {
        LoggedException exception = ExceptionText.parse(
                        "[object] (App\\Failed(code: 7): no place\n[stacktrace]\n#0 {main}")
                .orElseThrow();
        assertThat(exception.message()).isEqualTo("no place");
        assertThat(exception.frames()).isEqualTo("#0 {main}");
    }
}
