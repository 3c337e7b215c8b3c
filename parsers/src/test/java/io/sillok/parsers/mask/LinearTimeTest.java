package io.sillok.parsers.mask;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half a megabyte of what is worst for each detector: anything quadratic takes minutes for it. */
class LinearTimeTest {

    private static final int LENGTH = 512 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "&",
                "a.",
                "a=",
                "#",
                "#1 ",
                "'",
                "\"",
                "`",
                "(",
                "[",
                "{",
                "{\"a\":",
                "[[",
                "select ",
                "select from ",
                "select a from b ",
                "insert into ",
                "update a ",
                "update aaaaaaaaaaaaaaaa",
                "/*",
                "/* */ ",
                "$a$ ",
                "$",
                "--",
                "(SQL: ",
                "(Connection: ",
                "trace_id:",
                "trace_id: ",
                "params=",
                "password=",
                "password: a ",
                "token:",
                "@",
                "a@",
                "'@",
                "1",
                "1 ",
                "4-",
                "+1",
                "%40",
                "://",
                "https://a:",
                "-----BEGIN KEY",
                "SQLSTATE['x' ",
                "Duplicate entry '",
                "' for key ",
                "Key (",
                "Key (a)=(",
                "near \"",
                "\n",
                "\n#0 {main}",
                "\n[previous exception] [object] (",
                " {\"",
                " {} ",
                " {\"a\":1} x",
                "\\\"",
                "\\\\",
                "\\u00",
                "eyJ",
                "key_live_",
                "AA11",
                " at /a:1)",
                "Bearer ",
                "a b ",
                "value: '",
                "as (",
                ", ",
                "x'",
                "=> ",
                "<a>",
                "LINE 1",
                "curl ",
                "PDO('a', ",
                "#1 /a(1): f()\nx\n",
                "PHP 1. a(\n",
                "[password] => ",
                "'tokens' => array (\n",
                "s:8:\"password\";s:9:",
                "<a:password b=\"",
                "name=\"password\"\n\n",
                "/reset/a",
                "your code is ",
                "A\n-----END KEY-----",
                "a!#@",
                "AAAA-"
            })
    void masksTheWorstInTime(String unit) {
        LineMasker masker = new LineMasker();
        String text = unit.repeat(LENGTH / unit.length());
        assertTimeout(Duration.ofSeconds(20), () -> masker.mask(text), unit);
        assertTimeout(Duration.ofSeconds(20), () -> masker.mask("SQLSTATE[1]: x (SQL: select " + text), unit);
        assertTimeout(Duration.ofSeconds(20), () -> masker.mask("SQL: select * from a where b = " + text), unit);
        assertTimeout(
                Duration.ofSeconds(20),
                () -> masker.mask("[2026-11-22 08:57:31] a.ERROR: " + text + " {\"a\":1}"),
                unit);
    }
}
