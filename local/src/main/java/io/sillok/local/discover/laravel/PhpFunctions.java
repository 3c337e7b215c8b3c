package io.sillok.local.discover.laravel;

import static java.util.Map.entry;

import io.sillok.local.discover.server.LogPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The functions that configs call, for one application.
 *
 * @param folder the application's base folder
 * @param environment what {@code env()} knows
 * @param configFolder of the file that is evaluated
 */
record PhpFunctions(String folder, LaravelEnvironment environment, String configFolder) {

    private interface Function extends BiFunction<PhpFunctions, List<PhpValue>, PhpValue> {}

    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            entry("env", PhpFunctions::env),
            entry("Env::get", PhpFunctions::env),
            entry("getenv", (self, arguments) -> {
                PhpValue value = self.environment.raw(text(arguments, 0));
                return value instanceof PhpValue.Null ? new PhpValue.Flag(false) : value;
            }),
            entry("storage_path", path("/storage")),
            entry("base_path", path("")),
            entry("app_path", path("/app")),
            entry("config_path", path("/config")),
            entry("public_path", path("/public")),
            entry("resource_path", path("/resources")),
            entry("database_path", path("/database")),
            entry("__DIR__", (self, arguments) -> PhpValue.of(self.configFolder)),
            entry("dirname", (self, arguments) -> {
                String path = text(arguments, 0);
                return PhpValue.of(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
            }),
            entry("realpath", (self, arguments) -> argument(arguments, 0)),
            entry("trim", (self, arguments) -> PhpValue.of(text(arguments, 0).strip())),
            entry("rtrim", (self, arguments) -> PhpValue.of(text(arguments, 0).replaceAll("[/\\s]+$", ""))),
            entry(
                    "strtolower",
                    (self, arguments) -> PhpValue.of(text(arguments, 0).toLowerCase(Locale.ROOT))),
            entry(
                    "Str::lower",
                    (self, arguments) -> PhpValue.of(text(arguments, 0).toLowerCase(Locale.ROOT))),
            entry("Str::slug", PhpFunctions::slug),
            entry("str_slug", PhpFunctions::slug),
            entry(
                    "str_replace",
                    (self, arguments) ->
                            PhpValue.of(text(arguments, 2).replace(text(arguments, 0), text(arguments, 1)))),
            entry(
                    "explode",
                    (self, arguments) ->
                            list(List.of(text(arguments, 1).split(Pattern.quote(text(arguments, 0)), -1)))),
            entry("array_filter", (self, arguments) -> argument(arguments, 0)),
            entry("array_map", (self, arguments) -> argument(arguments, 1)),
            entry("array_merge", (self, arguments) -> merged(arguments)));

    PhpValue call(String name, List<PhpValue> arguments) {
        String known = name.contains("::") ? name.substring(name.lastIndexOf('\\') + 1) : name;
        Function function = FUNCTIONS.get(known);
        return function == null ? PhpValue.UNKNOWN : function.apply(this, arguments);
    }

    private static Function path(String below) {
        return (self, arguments) -> {
            String base = below.equals("/storage")
                    ? self.environment
                            .raw("LARAVEL_STORAGE_PATH")
                            .optionalText()
                            .orElse(self.folder + below)
                    : self.folder + below;
            String path = text(arguments, 0);
            return PhpValue.of(path.isEmpty() ? base : base + '/' + path.replaceFirst("^/+", ""));
        };
    }

    private static PhpValue env(PhpFunctions self, List<PhpValue> arguments) {
        PhpValue value = self.environment.value(text(arguments, 0));
        return value instanceof PhpValue.Null ? argument(arguments, 1) : value;
    }

    private static PhpValue slug(PhpFunctions self, List<PhpValue> arguments) {
        String separator = arguments.size() > 1 ? text(arguments, 1) : "-";
        return PhpValue.of(text(arguments, 0)
                .toLowerCase(Locale.ROOT)
                .replaceAll(
                        "[^\\p{L}\\p{N}" + LogPath.HOLE + "]+", java.util.regex.Matcher.quoteReplacement(separator)));
    }

    private static PhpValue list(List<String> texts) {
        Map<String, PhpValue> items = new LinkedHashMap<>();
        texts.forEach(text -> items.put(String.valueOf(items.size()), PhpValue.of(text.strip())));
        return new PhpValue.Items(items);
    }

    private static PhpValue merged(List<PhpValue> arrays) {
        Map<String, PhpValue> merged = new LinkedHashMap<>();
        List<PhpValue> numbered = new ArrayList<>();
        arrays.forEach(array -> array.items().forEach((key, value) -> {
            if (key.matches("\\d+")) {
                numbered.add(value);
            } else {
                merged.put(key, value);
            }
        }));
        numbered.forEach(value -> merged.put(String.valueOf(merged.size()), value));
        return new PhpValue.Items(merged);
    }

    private static PhpValue argument(List<PhpValue> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : PhpValue.NULL;
    }

    private static String text(List<PhpValue> arguments, int index) {
        return argument(arguments, index).text();
    }
}
