package io.sillok.job.issues;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom an error met, and in which release, as far as its event tells. Pure. */
final class Affected {

    private static final List<String> USERS = List.of("user.id", "enduser.id", Fields.USER_NAME);

    /** Keys of Laravel's context; its own exception handler adds the first. */
    private static final List<String> CONTEXT_USERS = List.of("userId", "user_id", "user.id", "usr.id");

    private static final List<String> CONTEXT_RELEASES =
            List.of("release", "version", "app_version", "dd.version", "service.version");

    private Affected() {}

    /** Who is signed in; else the address that the request came from. */
    static Optional<String> user(LogEvent event) {
        return USERS.stream()
                .flatMap(field -> event.text(field).stream())
                .filter(Affected::told)
                .findFirst()
                .or(() -> ofContext(event, CONTEXT_USERS))
                .or(() -> event.text(Fields.CLIENT_ADDRESS));
    }

    static Optional<String> release(LogEvent event) {
        return Optional.ofNullable(event.resource().get(Fields.SERVICE_VERSION))
                .or(() -> event.text(Fields.SERVICE_VERSION))
                .or(() -> ofContext(event, CONTEXT_RELEASES))
                .filter(release -> release.length() <= 100);
    }

    private static Optional<String> ofContext(LogEvent event, List<String> keys) {
        for (String field : List.of(Fields.LARAVEL_CONTEXT, Fields.LARAVEL_EXTRA)) {
            if (event.attributes().get(field) instanceof Map<?, ?> context) {
                for (String key : keys) {
                    Object value = value(context, key);
                    if ((value instanceof String || value instanceof Number) && told(value.toString())) {
                        return Optional.of(value.toString());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Of a key as it stands, or of a path of keys. */
    private static Object value(Map<?, ?> context, String key) {
        int dot = key.indexOf('.');
        return dot < 0 || context.containsKey(key) || !(context.get(key.substring(0, dot)) instanceof Map<?, ?> inner)
                ? context.get(key)
                : inner.get(key.substring(dot + 1));
    }

    /** What a mask took tells nobody from another. */
    private static boolean told(String value) {
        return !value.isBlank() && !value.contains("***");
    }
}
