package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.ReadEvent;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.config.Secret;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a log's lines to logins. */
class LoginsTest {

    private static final LoginAccounts MASKER = new LoginAccounts(
            new EventFieldMasker(MaskSettings.standard()), LoginSource.STANDARD, new Secret("0123456789abcdef"));

    @ParameterizedTest
    @CsvSource({
        "POST, /login,        401, failed",
        "POST, /api/v1/login, 422, failed",
        "POST, /login,        419, failed",
        "POST, /login,        429, failed",
        "POST, /login,        200, succeeded",
        "POST, /wp-login.php, 200, failed",
        "POST, /wp-login.php, 302, succeeded",
        "POST, /login,        302, none",
        "POST, /login,        503, none",
        "GET,  /login,        401, none",
        "POST, /checkout,     401, none",
    })
    void requests(String method, String path, long status, String outcome) {
        LogEvent event = event("nginx.access")
                .attribute(Fields.HTTP_METHOD, method)
                .attribute(Fields.URL_PATH, path)
                .attribute(Fields.HTTP_STATUS, status)
                .attribute(Fields.CLIENT_ADDRESS, "203.0.113.7")
                .build();

        assertThat(logins(event))
                .extracting(login -> login.failed() ? "failed" : "succeeded")
                .isEqualTo(outcome.equals("none") ? List.of() : List.of(outcome));
    }

    /** nginx writes it as it came, PHP as the socket has it. */
    @Test
    void anAddressIsTheSameInEveryLog() {
        LogEvent nginx = event("nginx.access")
                .attribute(Fields.HTTP_METHOD, "POST")
                .attribute(Fields.URL_PATH, "/login")
                .attribute(Fields.HTTP_STATUS, 401)
                .attribute(Fields.CLIENT_ADDRESS, "::ffff:203.0.113.7")
                .build();
        LogEvent laravel = event("laravel.line")
                .body("Login failed")
                .attribute(Fields.LARAVEL_CONTEXT, Map.of("ip", "203.0.113.7"))
                .build();
        LogEvent six = event("laravel.line")
                .body("Login failed")
                .attribute(Fields.LARAVEL_CONTEXT, Map.of("ip", "2001:DB8:0:0:8d3:1319:8a2e:370"))
                .build();

        assertThat(logins(nginx).get(0).address()).isEqualTo("203.0.113.7");
        assertThat(logins(laravel).get(0).address()).isEqualTo("203.0.113.7");
        assertThat(logins(six).get(0).address()).isEqualTo("2001:db8::/64");
    }

    @Test
    void anAccountIsKnownByItsHashAndByNothingElse() {
        LogEvent one = failed("Maria.Smith@example.com");
        LogEvent same = failed("maria.smith@example.com ");
        LogEvent other = failed("john.smith@example.com");

        MaskedEvent masked = MaskedEvent.of(one, MASKER);
        assertThat(masked.event().attributes().toString()).doesNotContainIgnoringCase("maria", "smith");
        String account = logins(one).get(0).account();
        assertThat(account).matches("[0-9a-f]{16}");
        assertThat(logins(same).get(0).account()).isEqualTo(account);
        assertThat(logins(other).get(0).account()).isNotEqualTo(account);
        assertThat(logins(one).get(0).address()).isEqualTo("203.0.113.17");
    }

    @Test
    void anotherKeyMakesOtherHashes() {
        LoginAccounts other = new LoginAccounts(
                new EventFieldMasker(MaskSettings.standard()), LoginSource.STANDARD, new Secret("fedcba9876543210"));
        LogEvent event = failed("maria@example.com");

        assertThat(MaskedEvent.of(event, other).event().text(Fields.LOGIN_ACCOUNT))
                .isNotEqualTo(MaskedEvent.of(event, MASKER).event().text(Fields.LOGIN_ACCOUNT));
    }

    private static LogEvent failed(String email) {
        return event("laravel.line")
                .body("Login failed")
                .attribute(
                        Fields.LARAVEL_CONTEXT,
                        Map.of("credentials", Map.of("email", email, "password", "Passw0rd"), "ip", "203.0.113.17"))
                .build();
    }

    private static LogEvent.Builder event(String format) {
        return LogEvent.at(new EventPosition(FileId.of("a"), 0, 0))
                .timestamp(Instant.EPOCH)
                .resource(Fields.SERVICE_NAME, "shop")
                .attribute(Fields.LOG_FORMAT, format);
    }

    private static List<LoginAttempt> logins(LogEvent event) {
        List<LoginAttempt> logins = new ArrayList<>();
        AlertSettings settings = AlertSettings.NONE;
        new FindLogins(settings)
                .flatMap(
                        new ReadEvent(MaskedEvent.of(event, MASKER), Instant.EPOCH, false, ReadEvent.NOT_COUNTED),
                        new ListCollector<>(logins));
        return logins;
    }
}
