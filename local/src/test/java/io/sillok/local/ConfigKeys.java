package io.sillok.local;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns which keys a config has by asking its reader: a key that nobody knows makes it name those that it does know, in
 * every section.
 */
final class ConfigKeys {

    /** Reads a config whole. */
    @FunctionalInterface
    interface Reader {
        Object read(ConfigFile file) throws ConfigException;
    }

    private static final String PROBE = "nobody_ever_asks_for_this";
    private static final Pattern KNOWN = Pattern.compile("unknown key (\\S*)" + PROBE + "; known here: (.*)");

    private final Reader reader;
    private final TreeSet<String> keys = new TreeSet<>();

    private ConfigKeys(Reader reader) {
        this.reader = reader;
    }

    /** Full names of all values; elements of lists as {@code files[].paths}. */
    static TreeSet<String> of(Reader reader) {
        ConfigKeys keys = new ConfigKeys(reader);
        keys.explore(List.of());
        return keys.keys;
    }

    /** @return whether there is a section at the path */
    private boolean explore(List<String> path) {
        String name = path.isEmpty() ? "" : String.join(".", path) + ".";
        for (String problem : problems(path)) {
            Matcher known = KNOWN.matcher(problem);
            if (known.find() && known.group(1).replace("[0]", "[]").equals(name)) {
                for (String key : known.group(2).split(", ")) {
                    if (!explore(under(path, key)) && !explore(under(path, key + "[]"))) {
                        keys.add(name + key);
                    }
                }
                return true;
            }
        }
        return false;
    }

    private static List<String> under(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private List<String> problems(List<String> path) {
        String yaml = "{" + PROBE + ": 1}";
        for (int i = path.size() - 1; i >= 0; i--) {
            String key = path.get(i);
            yaml = key.endsWith("[]")
                    ? "{" + key.replace("[]", "") + ": [" + yaml + "]}"
                    : "{" + key + ": " + yaml + "}";
        }
        try {
            reader.read(ConfigFile.parse(yaml, "probe"));
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }
}
