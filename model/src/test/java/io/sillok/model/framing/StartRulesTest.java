package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StartRulesTest {

    private static final String DATE = "[22-Nov-2026 08:57:29 UTC] ";

    /** Each case: parser, then the records that the joined text must be cut into. */
    static Stream<Arguments> formats() {
        return Stream.of(
                records(
                        "laravel.line",
                        "a line before the first record\n",
                        """
                        [2026-11-22 08:57:31] production.ERROR: SQLSTATE[23000] {"exception":"[object] (PDOException: x)
                        [stacktrace]
                        #0 /srv/a.php(1): a()

                        [previous exception] [object] (E: y)
                        [2026-11-22] not a record
                        [2026-11-22 08:57:31] no level: x
                        [2026-11-22 08:57:31] production.LOUD: x
                        "}\s
                        """,
                        "[2026-11-22T08:57:31.123456+00:00] my.app-1.INFO:   \n",
                        "[2026-11-22 08:57:32] laravel.EMERGENCY: \r\nmail\r\n\r\n"),
                records(
                        "nginx.error",
                        "2026/11/22 08:57:29 [notice] 1#1: start\n",
                        "2026/11/22 08:57:32 [error] 6507#6507: *9 FastCGI sent in stderr: \"PHP message: PHP Fatal error\n"
                                + "Stack trace:\n\nNext E: x\n  thrown\" while reading\n",
                        "2026/11/22 08:57:33 [info] x\n"),
                records(
                        "php.error",
                        DATE + "PHP Fatal error:  Uncaught E in /a:3\nStack trace:\n#0 {main}\n\nNext E: y\n"
                                + "[22-Nov-2026 08:57:29] no zone\n",
                        DATE + "plain\nof two lines\n",
                        "[22-Nov-2026 09:57:55 Europe/Berlin] PHP Stack trace:\n",
                        "[22-Nov-2026 09:57:55 +02:00] PHP   1. {main}() x:0\n"),
                records(
                        "php_fpm.slow",
                        "\n[22-Nov-2026 08:57:30]  [pool www] pid 6520\nscript_filename = /a.php\n[0x00] usleep() /a:1\n",
                        "[22-Nov-2026 08:57:44]  [pool tiny] pid 6625\nscript_filename = /b.php\n",
                        "\n[22-Nov-2026 08:57:45]  [pool tiny] pid 6545\n",
                        "\n",
                        "\n[22-Nov-2026 08:57:46]  [pool www] pid 6575\n"),
                records(
                        "mariadb.slow",
                        "mariadbd, Version: 10.11.19-MariaDB-log (Debian 12). started with:\nTcp port: 1  Unix socket: /s\n"
                                + "Time\t\t    Id Command\tArgument\n",
                        "# Time: 261122 10:47:01\n# User@Host: shop[shop] @ localhost []\n# Thread_id: 22\nselect 1;\n",
                        "# User@Host: shop[shop] @ localhost []\n# Query_time: 0.2\nselect '\n\n';\n",
                        "# Time: 261122 10:47:02\n",
                        "# Time: 261122 10:47:02\n# User@Host: a\n",
                        "/usr/sbin/mariadbd, Version: 10.11.19 started with:\nTcp port: 1\n"),
                records("nginx.access", "a\n", "\n", "\tb\n", "c"),
                records("php_fpm.error", "[22-Nov-2026 08:57:28] NOTICE: x\n", "undecorated\n", " y\n"),
                records("laravel.json", "{}\n", "{}\r\n"),
                records("grok", "a\n", " b\n"),
                records("unknown", "a\n", " b\n"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void cutsWhereARecordStarts(String parser, List<String> records) {
        assertThat(Frames.texts(parser, String.join("", records))).isEqualTo(records);
    }

    @Test
    void onlyFormatsWithoutARuleAreByLine() {
        assertThat(Framing.of("nginx.access").byLine()).isTrue();
        assertThat(Framing.of("laravel.line").byLine()).isFalse();
    }

    private static Arguments records(String parser, String... records) {
        return Arguments.of(parser, List.of(records));
    }
}
