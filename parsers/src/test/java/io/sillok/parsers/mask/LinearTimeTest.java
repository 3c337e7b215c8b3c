package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long texts of what is worst for each detector: anything quadratic takes minutes for them. */
class LinearTimeTest {

    private static final int LENGTH = 512 * 1024;

    private static final int SMALL = 1024;

    /** Times of the small one; the garbage collector and the compiler have their part in it. */
    private static final double MOST = 3;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LineMasker masker = new LineMasker();

    static Stream<String> units() {
        return Stream.of(
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
                "bindings: [",
                "bindings: [1] {\"exception\":\"[object] (",
                "\n#0 {main}\n\nNext E: bindings: [a in /a:1",
                " {\"exception\":\"[object] (",
                "<a>",
                "<a b",
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
                "AAAA-",
                "hvs.",
                "/services/a",
                "?-=",
                "PHP 1. a($b) /a:1\n",
                "\"select a from b\" ",
                "#0 [internal function]: a()\n",
                "#1 /a(1): f(a, 'b\n",
                "'password' => [",
                "password: |\n a\n",
                "args: [",
                "\n\nNext A:1)\n#1 {main}",
                "<a@",
                "a@[",
                "411111111111111",
                "DE89 3704 ",
                "a.b.c.",
                "a[b][",
                "1//0",
                "$a",
                "sk-a",
                "http://a:b",
                "value '",
                "LINE 1: ",
                "' at row 1",
                "values (",
                "on duplicate key ",
                "{\"a\":{",
                "=> array (",
                "mysql ",
                "-- a\n",
                "密码:",
                "'; PHP message: ",
                "'; PHP message: x' for key 'a'",
                "\n[previous exception] [object] (A(code: 0): b at /a:1)",
                "\n[previous exception] [object] (A(code: 0): b at /a:1)\n[stacktrace]\n#0 {main}",
                " {\"exception\":\"[object] (A(code: 0): b",
                "\n[stacktrace]\n#0 {main}",
                "#1 /a(1): f('b)\n#2 /a(1): f('b)\n",
                "PHP 1. a($b = 'c) /a:1\n",
                ", client: 1.1.1.1",
                "\" while a, client: ",
                " in /a.php on line 1\n");
    }

    private static List<String> texts(String unit, int length) {
        String text = unit.repeat(length / unit.length());
        return List.of(
                text,
                "SQLSTATE[1]: x (SQL: select " + text,
                "SQL: select * from a where b = " + text,
                "[2026-11-22 08:57:31] a.ERROR: " + text + " {\"a\":1}");
    }

    @ParameterizedTest
    @MethodSource("units")
    void masksTheWorstInTime(String unit) {
        for (String text : texts(unit, LENGTH)) {
            assertTimeout(Duration.ofSeconds(20), () -> masker.mask(text), unit);
        }
    }

    @ParameterizedTest
    @MethodSource("units")
    @Tag("long")
    void takesForEachCharacterOfMuchNoLongerThanOfLittle(String unit) {
        List<String> small = texts(unit, SMALL);
        List<String> large = texts(unit, 1024 * SMALL);
        for (int i = 0; i < small.size(); i++) {
            double little = perCharacter(small.get(i), Duration.ofMillis(200));
            double much = perCharacter(large.get(i), Duration.ofMillis(1));
            double again = much > MOST * little ? perCharacter(large.get(i), Duration.ofMillis(1)) : much;
            assertThat(Math.min(much, again)).as(unit).isLessThan(MOST * little);
        }
    }

    /** Nanoseconds of processor time, of as many runs as fill the time. */
    private double perCharacter(String text, Duration least) {
        long begun = THREADS.getCurrentThreadCpuTime();
        long characters = 0;
        long taken;
        do {
            masker.mask(text);
            characters += text.length();
            taken = THREADS.getCurrentThreadCpuTime() - begun;
        } while (taken < least.toNanos());
        return (double) taken / characters;
    }
}
