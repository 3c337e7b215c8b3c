package io.sillok.local.discover.php;

import io.sillok.local.discover.server.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings by key; the last one of a key holds. */
final class IniSettings {

    private static final Set<String> OFF = Set.of("", "0", "off", "no", "false", "none", "null");

    private final Map<String, IniStatement.Setting> settings = new LinkedHashMap<>();

    void put(IniStatement.Setting setting) {
        settings.put(setting.key(), setting);
    }

    Map<String, IniStatement.Setting> all() {
        return settings;
    }

    /** A value that is not empty. */
    Optional<String> text(String key) {
        return Optional.ofNullable(settings.get(key))
                .map(IniStatement.Setting::value)
                .filter(value -> !value.isEmpty());
    }

    Optional<Boolean> flag(String key) {
        return Optional.ofNullable(settings.get(key))
                .map(setting -> !OFF.contains(setting.value().toLowerCase(java.util.Locale.ROOT)));
    }

    Place place(String key) {
        return settings.get(key).place();
    }
}
