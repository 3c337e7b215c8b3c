package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What parsers cut apart gives no value away: hostile texts as events of every format, and of such as they are not. */
class HostileEventsTest {

    private static final int MOST_SHOWN = 20;

    @Test
    void noEventShowsAValue() {
        judge(5, 6_000);
    }

    @Test
    @Tag("long")
    void noEventOfManySeedsDoes() {
        for (long seed = 200; seed < 210; seed++) {
            judge(seed, 50_000);
        }
    }

    /** Of millions of cases those that once showed a value; the pipe stands for a line break. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            nginx.error   ~ 2026/11/22 08:57:34 [error] 6#6: *5 FastCGI sent in stderr: "PHP message: insert into `a` (`b`) values (?); params: [x2D2X2Z3K8], ]; PHP message: t7H5W9m9v3, 2026-01-02 j7g3" while reading response header from upstream, client: 203.0.113.9, server: shop, request: "GET /x HTTP/1.1" ~ t7H5W9m9v3
            nginx.error   ~ 2026/11/22 08:57:34 [error] 6#6: *5 FastCGI sent in stderr: "PHP message: refused (SQL: insert into `a` (`b`, `c`) values (5, r3R8K9r2Q9)|[stacktrace]|#0 {main}), ([v9w2], 4; PHP message: D4G4b4b6P6, V5:|#0 /app/x.php(9): f('s6, ?) on duplicate key update `x` = ?)" while reading response header from upstream, client: 203.0.113.9, server: shop, request: "GET /x HTTP/1.1" ~ D4G4b4b6P6
            php.error     ~ [22-Nov-2026 08:57:31 UTC] PHP Fatal error:  Uncaught Exception: refused (SQL: delete from "a" where "b" not in (s4r8h6z6d6 at /app/x.php:1 ~ s4r8h6z6d6
            php_fpm.error ~ [2026-11-22 08:57:28] production.ERROR: refused (Connection: mysql, SQL: select [a] from [b] where ([c] = 5 or [id] <> {"a":"z9P2c8D6K3"} ~ z9P2c8D6K3
            laravel.line  ~ [2026-11-22 08:57:28] production.ERROR: refused {"exception":"[object] (E(code: 0): refused (SQL: insert into `a` (`b`) values (n8c2z7|[stacktrace]|#0 /app/T2w8f6H6m7.php(9): f('n4t5, 2 ~ T2w8f6H6m7
            nginx.error   ~ [db] insert into `a` (`b`, `c`) values ('v2', 'q3 {"userId":5,"exception":"[object] (s4v6C8q3v3', 'H6z5X8V9w3"} ~ s4v6C8q3v3
            unknown       ~ select `a` from `b` where `c` > ? limit ? [z2D4q8j4t4 {"userId":5,"exception":"[object] (n2Z4h8R6X4, 'w3X4W3v3d9', j8H4d7B3b7"} ~ n2Z4h8R6X4
            """)
    void whatWasFoundStaysMended(String parser, String text, String secret) {
        MaskFuzz.judge(new HostileCase("found", text.replace('|', '\n'), List.of(secret), List.of()), parser);
    }

    private static void judge(long seed, int cases) {
        HostileCases generator = new HostileCases(seed);
        List<String> leaks = new ArrayList<>();
        for (int i = 0; i < cases && leaks.size() < MOST_SHOWN; i++) {
            HostileCase hostile = generator.next();
            for (String parser : parsers(hostile)) {
                try {
                    MaskFuzz.judge(hostile, parser);
                } catch (AssertionError leak) {
                    leaks.add(leak.getMessage());
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    /** The format that the text is of, if it is of one, and the one that reads anything. */
    private static List<String> parsers(HostileCase hostile) {
        String family = hostile.family();
        String own = family.startsWith("laravel: ")
                ? "laravel.line"
                : family.startsWith("json: ")
                        ? "laravel.json"
                        : family.startsWith("nginx: ")
                                ? "nginx.error"
                                : family.startsWith("fpm: ") ? "php_fpm.error" : "php.error";
        return List.of(own, "unknown");
    }
}
