package io.sillok.model.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
                        "# Time: 261122 10:47:02\n# User@Host: a[a] @  [10.0.0.7]\n",
                        "/usr/sbin/mariadbd, Version: 10.11.19 started with:\nTcp port: 1\n"),
                records(
                        "mariadb.slow",
                        "# Time: 261122  8:57:28\n# User@Host: shop[shop] @ localhost []\n"
                                + "# Query_time: 1  Lock_time: 0\nuse `db`;\nSET timestamp=1795337848;\n"
                                + "insert into notes values ('\n# Time: soon\n# User@Host: of the note\n# Query_time: 1\n"
                                + "');\n",
                        "# Time: 2026-11-22T08:57:28.123456Z\n# User@Host: app[app] @ web-1 [10.0.0.5]  Id:    42\n",
                        "# User@Host: " + "u".repeat(300) + "[u] @ h []\nselect 1;\n",
                        "mariadbd, Version: 10.11.19-MariaDB-log (Debian 12). started with:\nTcp port: 1\nTime\t\tId\n",
                        "# User@Host: shop[shop] @ localhost []\nselect 2;\n"),
                records(
                        "php.error",
                        DATE + "PHP Fatal error:  Uncaught E: [22-Nov-2026 08:57:29 UTC] in a line\n"
                                + "[22-Nov-2026 08:57:29 UTC]no blank\n[22-Nov-2026 08:57:29 a;b] no zone\n"
                                + "Stack trace:\n#0 a.php(3): f('[22-Nov-2026 ...')\n#1 {main}\n\nNext E2: y in b:4\n"
                                + "Stack trace:\n#0 {main}\n  thrown in b on line 4\n",
                        "[22-Nov-2026 09:57:55 America/Port-au-Prince] x\n",
                        "[22-Nov-2026 09:57:55 Etc/GMT+5] \n"),
                records(
                        "nginx.error",
                        "2026/11/22 08:57:32 [error] 7#7: *9 FastCGI sent in stderr: \"PHP message: x\n"
                                + "2026/11/22 08:57:32 [order] 17 of the shop\n\n\" while reading\n",
                        "2026/11/22 08:57:33 [emerg] 1#1: bind() failed\n"),
                records(
                        "laravel.line",
                        "[2026-11-22 08:57:31] production.INFO: CRLF\r\n\r\nin a message\r\n",
                        "[2026-11-22 08:57:31] production.INFO: lone \r[2026-11-22 08:57:31] production.INFO: cr\n"),
                records(
                        "php_fpm.slow",
                        "\r\n[22-Nov-2026 08:57:30]  [pool www] pid 6520\r\nscript_filename = /a.php\r\n",
                        "\r\n[22-Nov-2026 08:57:31]  [pool www] pid 6521\r\n"),
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

    static Stream<Arguments> holes() {
        String laravel = "[2026-11-22 08:57:31] production.ERROR: x\n";
        String longHole = "\0".repeat(5000);
        return Stream.of(
                records("laravel.line", laravel, "\0".repeat(100), laravel),
                records("laravel.line", laravel, longHole, "#0 frame\n", laravel),
                records("laravel.line", laravel + "\0".repeat(100) + "#0 frame\n", laravel),
                records("laravel.line", laravel, longHole),
                records("php_fpm.slow", longHole, "\n[22-Nov-2026 08:57:31]  [pool www] pid 6521\n"),
                records("nginx.access", "a\n", longHole, "b\n", "c\0\0\n"),
                records("nginx.access", "\0[\0\n", "\0a\0\n"));
    }

    /** What a truncation under a writer that keeps its offset leaves behind. */
    @ParameterizedTest
    @MethodSource("holes")
    void aHoleStandsByItselfBeforeTheLineBehindIt(String parser, List<String> records) {
        assertThat(Frames.texts(parser, String.join("", records))).isEqualTo(records);
    }

    @Test
    void aByteOrderMarkHidesNoRecord() {
        String first = "\ufeff[2026-11-22 08:57:31] production.ERROR: x\n";
        assertThat(Frames.texts("laravel.line", "before\n" + first)).containsExactly("before\n", first);
    }

    @Test
    void linesOfAContainerGoOneByOne() {
        assertThat(Framing.of("laravel.line", Map.of(Framing.CONTAINER, "cri")).byLine())
                .isTrue();
        assertThat(Framing.of("laravel.line", Map.of()).byLine()).isFalse();
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
