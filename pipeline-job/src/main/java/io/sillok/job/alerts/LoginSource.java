package io.sillok.job.alerts;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines of a log tell of a login that failed or succeeded. Either a request (method, path, status) or a message.
 *
 * @param format of the log; a family such as {@code laravel} means all of its formats
 * @param paths requests to one of these; ends of paths, so that a prefix does not matter
 * @param statuses of the answer
 * @param messages beginnings of the body, in small letters
 * @param accounts where Laravel's context names the account, as dotted keys; the first that is there
 * @param addresses where it names the client
 */
public record LoginSource(
        String format,
        boolean failed,
        Set<String> paths,
        Set<Integer> statuses,
        List<String> messages,
        List<String> accounts,
        List<String> addresses)
        implements Serializable {

    private static final Set<String> PATHS = Set.of(
            "/login", "/signin", "/sign-in", "/log-in", "/auth/login", "/users/sign_in", "/session", "/oauth/token");
    static final List<String> ACCOUNTS = List.of(
            "credentials.email",
            "credentials.username",
            "credentials.login",
            "email",
            "username",
            "login",
            "user.email",
            "user");
    static final List<String> ADDRESSES = List.of("ip", "ip_address", "client_ip", "remote_addr", "request.ip");

    /**
     * What applications mostly do. A redirect (302) is in none: Laravel answers so whether the login failed or not. WordPress
     * shows its form again with 200, and redirects who is in.
     */
    public static final List<LoginSource> STANDARD = List.of(
            request(true, PATHS, Set.of(401, 403, 419, 422, 429)),
            request(false, PATHS, Set.of(200, 201, 204)),
            request(true, Set.of("/wp-login.php"), Set.of(200, 401, 403, 429)),
            request(false, Set.of("/wp-login.php"), Set.of(302)),
            message(
                    true,
                    "login failed",
                    "failed login",
                    "login failure",
                    "login attempt failed",
                    "authentication failed",
                    "authentication failure",
                    "invalid credentials",
                    "invalid login",
                    "these credentials do not match our records",
                    "too many login attempts"),
            message(false, "login succeeded", "login successful", "successful login", "user logged in", "logged in"));

    public LoginSource {
        paths = Set.copyOf(paths);
        statuses = Set.copyOf(statuses);
        messages = messages.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        accounts = List.copyOf(accounts);
        addresses = List.copyOf(addresses);
    }

    static LoginSource request(boolean failed, Set<String> paths, Set<Integer> statuses) {
        return new LoginSource("nginx.access", failed, paths, statuses, List.of(), List.of(), List.of());
    }

    static LoginSource message(boolean failed, String... beginnings) {
        return new LoginSource("laravel", failed, Set.of(), Set.of(), List.of(beginnings), ACCOUNTS, ADDRESSES);
    }

    boolean tells(LogEvent event) {
        String told = event.text(Fields.LOG_FORMAT).orElse("");
        boolean member =
                told.startsWith(format) && (told.length() == format.length() || told.charAt(format.length()) == '.');
        if (!member) {
            return false;
        }
        return messages.isEmpty() ? tellsByRequest(event) : tellsByMessage(event);
    }

    private boolean tellsByRequest(LogEvent event) {
        return "POST".equals(event.attributes().get(Fields.HTTP_METHOD))
                && event.attributes().get(Fields.HTTP_STATUS) instanceof Number status
                && statuses.contains(status.intValue())
                && event.attributes().get(Fields.URL_PATH) instanceof String path
                && isOneOfPaths(path);
    }

    private boolean isOneOfPaths(String path) {
        for (String end : paths) {
            if (path.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private boolean tellsByMessage(LogEvent event) {
        String body = event.body();
        for (String message : messages) {
            if (body.regionMatches(true, 0, message, 0, message.length())) {
                return true;
            }
        }
        return false;
    }

    Optional<String> account(LogEvent event) {
        return ofContext(event, accounts);
    }

    Optional<String> address(LogEvent event) {
        return event.text(Fields.CLIENT_ADDRESS).or(() -> ofContext(event, addresses));
    }

    private static Optional<String> ofContext(LogEvent event, List<String> keys) {
        if (event.attributes().get(Fields.LARAVEL_CONTEXT) instanceof Map<?, ?> context) {
            for (String key : keys) {
                Object value = context;
                for (String part : key.split("\\.")) {
                    value = value instanceof Map<?, ?> map ? map.get(part) : null;
                }
                if (value instanceof String || value instanceof Number) {
                    return Optional.of(value.toString()).filter(text -> !text.isBlank());
                }
            }
        }
        return Optional.empty();
    }
}
