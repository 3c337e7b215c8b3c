package io.sillok.local.discover.php;

import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pool of FPM. */
public final class FpmPool {

    private static final Pattern ENV = Pattern.compile("env\\[([^\\]]+)]");

    private final String name;
    private final IniSettings settings;

    FpmPool(String name, IniSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    /** What its processes see as environment; of the values that come from FPM's own, {@link LogPath#HOLE}. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        settings.all().forEach((key, setting) -> {
            Matcher variable = ENV.matcher(key);
            if (variable.matches()) {
                environment.put(
                        variable.group(1),
                        setting.value().startsWith("$") ? String.valueOf(LogPath.HOLE) : setting.value());
            }
        });
        return environment;
    }

    /** Whether nginx asks it at an address, as {@code fastcgi_pass} has it. */
    public boolean listensAt(String address) {
        String listen = text("listen").orElse("");
        if (listen.isEmpty() || listen.startsWith("/") || address.startsWith("/")) {
            return listen.equals(address);
        }
        int port = address.lastIndexOf(':');
        return listen.equals(address)
                || (listen.substring(listen.lastIndexOf(':') + 1).equals(address.substring(port + 1))
                        && (isAnyHost(listen) || address.startsWith("localhost:")));
    }

    private static boolean isAnyHost(String listen) {
        return listen.indexOf(':') < 0 || listen.startsWith("0.0.0.0:") || listen.startsWith("[::]:");
    }

    Optional<String> text(String key) {
        return settings.text(key).map(value -> value.replace("$pool", name));
    }

    Optional<Boolean> flag(String key) {
        return settings.flag(key);
    }

    Place place(String key) {
        return settings.place(key);
    }

    /** The key under which a setting of PHP is overridden, the one that cannot be changed by scripts first. */
    Optional<String> phpKey(String setting) {
        for (String prefix : new String[] {"php_admin_value", "php_admin_flag", "php_value", "php_flag"}) {
            String key = prefix + '[' + setting + ']';
            if (settings.all().containsKey(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
