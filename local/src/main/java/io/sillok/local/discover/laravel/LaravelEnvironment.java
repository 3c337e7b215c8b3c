package io.sillok.local.discover.laravel;

import io.sillok.local.discover.server.LogPath;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code env()} knows: the pool's environment, and behind it the application's .env. Secrets are never told. */
final class LaravelEnvironment {

    private static final Pattern SECRET = Pattern.compile(
            "KEY|SECRET|PASS|PWD|TOKEN|CREDENTIAL|DSN|(?:DATABASE|REDIS|WEBHOOK)_URL", Pattern.CASE_INSENSITIVE);

    private static final Map<String, PhpValue> WORDS = Map.of(
            "true",
            new PhpValue.Flag(true),
            "(true)",
            new PhpValue.Flag(true),
            "false",
            new PhpValue.Flag(false),
            "(false)",
            new PhpValue.Flag(false),
            "empty",
            PhpValue.of(""),
            "(empty)",
            PhpValue.of(""),
            "null",
            PhpValue.NULL,
            "(null)",
            PhpValue.NULL);

    private final Map<String, String> variables;

    /** @param process stands over what the file has */
    LaravelEnvironment(Map<String, String> process, Map<String, String> file) {
        Map<String, String> both = new HashMap<>(file);
        both.putAll(process);
        this.variables = Map.copyOf(both);
    }

    /** As {@code getenv()} has it. */
    PhpValue raw(String name) {
        String value = variables.get(name);
        if (value == null) {
            return PhpValue.NULL;
        }
        return PhpValue.of(SECRET.matcher(name).find() ? String.valueOf(LogPath.HOLE) : value);
    }

    /** As {@code env()} has it: some words stand for flags. */
    PhpValue value(String name) {
        PhpValue raw = raw(name);
        return raw instanceof PhpValue.Text text
                ? WORDS.getOrDefault(text.value().toLowerCase(java.util.Locale.ROOT), raw)
                : raw;
    }
}
