package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One exception, as Laravel, PHP and nginx write it: its fingerprint and, of PHP's own, its join key. */
class SameErrorInSeveralLogsTest {

    private static final String STACK =
            "#0 /srv/shop/vendor/laravel/framework/src/Illuminate/Database/Connection.php(672): "
                    + "PDO->prepare('select 1')\n#1 /srv/shop/app/Orders.php(%d): %s\n#2 {main}";

    @Test
    void anExceptionHasOneFingerprintInAllLogs() {
        assertThat(Stream.of(
                                laravel("PDOException", "no such table 'orders'", 40, "Shop\\Db->q()"),
                                laravelJson("PDOException", "no such table 'orders'", 40),
                                php("PDOException", "no such table 'orders'", 40, "Shop\\Db->q()"),
                                fpm("PDOException", "no such table 'orders'", 40, "Shop\\Db->q()"),
                                nginx("PDOException", "no such table 'orders'", 40, "Shop\\Db->q()"))
                        .map(SameErrorInSeveralLogsTest::fingerprint)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void anErrorOfPhpHasOneJoinKeyInAllLogs() {
        List<Object> keys = Stream.of(
                        php("Error", "no", 1, "f()"), fpm("Error", "no", 1, "f()"), nginx("Error", "no", 1, "f()"))
                .map(event -> event.attributes().get(Fields.ERROR_JOIN_KEY))
                .distinct()
                .toList();

        assertThat(keys).hasSize(1).doesNotContainNull();
        assertThat(php("Error", "yes", 1, "f()").attributes().get(Fields.ERROR_JOIN_KEY))
                .isNotEqualTo(keys.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order 17 of 3f2b8c1e-0b7d-4f3a-9c55-0a1b2c3d4e5f | order 99871 of 9d1c8c1e-0b7d-4f3a-9c55-0a1b2c3d4e5f
            Duplicate entry 'a@x.de' for key                  | Duplicate entry 'it''s b@x.de' for key
            no "alpha" here                                   | no "beta gamma" here
            user ann@example.org is not active                | user bo.li@mail.example.net is not active
            id in (1, 2, 3)                                   | id in (44)
            name=ann is taken                                 | name=bo is taken
            token tok_live_71 expired                         | token tok_live_99 expired
            gone (SQL: select * from users where a = John)    | gone (SQL: select * from users where a = Mary Ann)
            gone (Connection: mysql, SQL: delete from a)      | gone (Connection: pgsql, SQL: delete from a)
            """)
    void valuesInMessagesDoNotMatter(String one, String other) {
        assertThat(fingerprint(php("E", one, 1, "f()"))).isEqualTo(fingerprint(php("E", other, 1, "f()")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the order is gone | the user is gone
            can't open        | can't close
            """)
    void wordsInMessagesMatter(String one, String other) {
        assertThat(fingerprint(php("E", one, 1, "f()"))).isNotEqualTo(fingerprint(php("E", other, 1, "f()")));
    }

    @Test
    void linesMayMoveAndFilesMayNot() {
        assertThat(fingerprint(inFunction("App\\Orders->place('x')", 40)))
                .isEqualTo(fingerprint(inFunction("App\\Orders->place('y')", 55)))
                .isNotEqualTo(fingerprint(thrownIn("/srv/app/Users.php")));
        assertThat(fingerprint(php("E", "m", 40, "f()"))).isNotEqualTo(fingerprint(php("Other", "m", 40, "f()")));
    }

    /** Monolog's JSON form does not tell functions, so no form may need them. */
    @Test
    void namesOfFunctionsDoNotMatter() {
        Set<String> fingerprints = new LinkedHashSet<>();
        for (String function : List.of(
                "App\\Orders->place()",
                "App\\Orders->App\\{closure}()",
                "App\\Orders->{closure:App\\Orders::place():12}()",
                "App\\Orders->{closure:{closure:App\\Orders::place():12}:13}()")) {
            fingerprints.add(fingerprint(inFunction(function, 40)));
        }

        assertThat(fingerprints).hasSize(1);
    }

    @Test
    void compiledViewsAndReleaseFoldersDoNotMatter() {
        String view = "/srv/releases/%s/storage/framework/views/%s.php";
        assertThat(fingerprint(thrownIn(view.formatted("20260101", "0".repeat(40)))))
                .isEqualTo(fingerprint(thrownIn(view.formatted("20260202", "f".repeat(32)))))
                .isNotEqualTo(fingerprint(thrownIn("/srv/releases/20260202/app/X.php")));
    }

    @Test
    void anonymousClassesAndEvaluatedCodeHaveNoPlace() {
        assertThat(fingerprint(php("E@anonymous", "m", 1, "f()")))
                .isEqualTo(fingerprint(php("E@anonymous", "m", 2, "f()")));
        assertThat(fingerprint(thrownIn("/app/x.php(3) : eval()'d code")))
                .isEqualTo(fingerprint(thrownIn("/app/x.php(9) : eval()'d code")));
    }

    @Test
    void aStackCutBeforeTheProgramsOwnCodeHasNoFingerprint() {
        String cut = nginxLine("PHP message: PHP Fatal error:  Uncaught E: m in /srv/vendor/a.php:1\n"
                + "Stack trace:\n#0 /srv/vendor/b.php(672): f()\n#1 /srv/ven");

        assertThat(one("nginx.error", cut).attributes())
                .containsEntry(Fields.EXCEPTION_TYPE, "E")
                .doesNotContainKey(Fields.EXCEPTION_FINGERPRINT);
    }

    @Test
    void framesSayWhatIsTheProgramsOwn() {
        List<?> frames =
                (List<?>) laravel("E", "m", 40, "Shop\\Db->q()").attributes().get(Fields.EXCEPTION_FRAMES);

        assertThat(frames)
                .isEqualTo(List.of(
                        Map.of(
                                "file",
                                "/srv/shop/vendor/x.php",
                                "line",
                                7L,
                                "function",
                                "PDO->prepare",
                                "in_app",
                                false),
                        Map.of(
                                "file",
                                "/srv/shop/vendor/laravel/framework/src/Illuminate/Database/Connection.php",
                                "line",
                                672L,
                                "function",
                                "Shop\\Db->q",
                                "in_app",
                                false),
                        Map.of("file", "/srv/shop/app/Orders.php", "line", 40L, "function", "{main}", "in_app", true)));
    }

    @Test
    void whatAnInternalFunctionThrowsIsThrownInItsCaller() {
        String log = "[22-Nov-2026 08:57:33 UTC] PHP Fatal error:  Uncaught PDOException: m in /srv/app/a.php:4\n"
                + "Stack trace:\n#0 /srv/app/a.php(4): PDO->__construct()\n#1 /srv/app/b.php(9): connect()\n#2 {main}\n"
                + "  thrown in /srv/app/a.php on line 4\n";

        assertThat((List<?>) one("php.error", log).attributes().get(Fields.EXCEPTION_FRAMES))
                .first()
                .isEqualTo(Map.of("file", "/srv/app/a.php", "line", 4L, "function", "connect", "in_app", true));
    }

    /** PHP's log and nginx's of the capture tell of the same kinds of errors. */
    @Test
    void theShopsErrorsHaveJoinKeysWhereverTheyStand() {
        List<LogEvent> errors = new ArrayList<>();
        for (String file : List.of("nginx/error.log", "php/error.log", "php/error-xdebug.log", "php-fpm/error.log")) {
            ShopLogs.events(file).stream()
                    .filter(event -> Optional.of("php.error").equals(event.text(Fields.INNER_FORMAT)))
                    .forEach(errors::add);
        }

        assertThat(errors).isNotEmpty().allMatch(event -> event.text(Fields.ERROR_JOIN_KEY)
                .isPresent());
        assertThat(errors.stream()
                        .filter(event -> event.text(Fields.EXCEPTION_TYPE).isPresent()))
                .isNotEmpty()
                .allMatch(event -> event.text(Fields.EXCEPTION_FINGERPRINT).isPresent());
    }

    private static String stack(int line, String function) {
        return STACK.formatted(line, function);
    }

    private static String uncaught(String type, String message, int line, String function) {
        return "PHP Fatal error:  Uncaught " + type + ": " + message + " in /srv/shop/vendor/x.php:7\nStack trace:\n"
                + stack(line, function) + "\n  thrown in /srv/shop/vendor/x.php on line 7";
    }

    private static LogEvent inFunction(String function, int line) {
        return one(
                "php.error",
                "[22-Nov-2026 08:57:33 UTC] PHP Fatal error:  Uncaught E: m in /srv/vendor/x.php:1\nStack trace:\n"
                        + "#0 /srv/app/Orders.php(" + line + "): lib()\n#1 /srv/app/Kernel.php(9): " + function
                        + "\n#2 {main}\n  thrown in /srv/vendor/x.php on line 1\n");
    }

    private static LogEvent thrownIn(String file) {
        return one(
                "php.error",
                "[22-Nov-2026 08:57:33 UTC] PHP Fatal error:  Uncaught E: m in " + file
                        + ":1\nStack trace:\n#0 {main}\n  thrown in " + file + " on line 1\n");
    }

    private static LogEvent php(String type, String message, int line, String function) {
        return one("php.error", "[22-Nov-2026 08:57:33 UTC] " + uncaught(type, message, line, function) + '\n');
    }

    private static LogEvent nginx(String type, String message, int line, String function) {
        return one("nginx.error", nginxLine("PHP message: " + uncaught(type, message, line, function)));
    }

    private static String nginxLine(String stderr) {
        return "2026/11/22 08:57:33 [error] 6507#6507: *99 FastCGI sent in stderr: \"" + stderr
                + "\" while reading response header from upstream, client: 203.0.113.81, server: shop, "
                + "request: \"GET /x HTTP/1.1\", upstream: \"fastcgi://127.0.0.1:27184\", host: \"shop\"\n";
    }

    private static LogEvent fpm(String type, String message, int line, String function) {
        StringBuilder log = new StringBuilder();
        for (String said : uncaught(type, message, line, function).split("\n")) {
            log.append("[22-Nov-2026 08:57:33] WARNING: [pool www] child 6520 said into stderr: \"")
                    .append(said)
                    .append("\"\n");
        }
        return one("php_fpm.error", log.toString());
    }

    private static LogEvent laravel(String type, String message, int line, String function) {
        String stack = stack(line, function).replace("\\", "\\\\");
        return one(
                "laravel.line",
                "[2026-11-22 08:57:33] production.ERROR: " + message + " {\"exception\":\"[object] (" + type
                        + "(code: 0): " + message + " at /srv/shop/vendor/x.php:7)\n[stacktrace]\n" + stack
                        + "\n\"} \n");
    }

    private static LogEvent laravelJson(String type, String message, int line) {
        return one(
                "laravel.json",
                "{\"message\":\"" + message + "\",\"context\":{\"exception\":{\"class\":\"" + type
                        + "\",\"message\":\"" + message
                        + "\",\"code\":0,\"file\":\"/srv/shop/vendor/x.php:7\",\"trace\":["
                        + "\"/srv/shop/vendor/laravel/framework/src/Illuminate/Database/Connection.php:672\","
                        + "\"/srv/shop/app/Orders.php:" + line + "\"]}},\"level\":400,\"level_name\":\"ERROR\","
                        + "\"channel\":\"production\",\"datetime\":\"2026-11-22T08:57:33.123456+00:00\",\"extra\":{}}\n");
    }

    private static LogEvent one(String parser, String log) {
        List<LogEvent> events =
                ShopLogs.events(log.getBytes(StandardCharsets.UTF_8), ShopLogs.source("x.log", parser, Map.of()));
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static String fingerprint(LogEvent event) {
        return event.text(Fields.EXCEPTION_FINGERPRINT).orElseThrow();
    }
}
