package io.sillok.model.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A map of a config. Each ask names its key, so the section knows which keys exist; a value that does not fit is noted as
 * a problem and answered with the default, so that all problems come out together. Not thread-safe.
 */
public final class ConfigSection {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    /** What all sections of one config share. */
    record Origin(String place, UnaryOperator<String> environment, List<String> problems) {}

    private final ConfigTree.MapNode node;
    private final String path;
    private final Origin origin;
    private final TreeSet<String> asked = new TreeSet<>();
    private final List<ConfigSection> children = new ArrayList<>();

    ConfigSection(ConfigTree.MapNode node, String path, Origin origin) {
        this.node = node;
        this.path = path;
        this.origin = origin;
    }

    public boolean has(String key) {
        asked.add(key);
        return node.entries().containsKey(key);
    }

    /** A text that must be there. */
    public String text(String key) {
        Optional<String> value = optionalText(key);
        if (value.isEmpty() && !(node.entries().containsKey(key))) {
            problem(node.line(), "key " + name(key) + " is missing");
        }
        return value.orElse("");
    }

    public String text(String key, String fallback) {
        return optionalText(key).orElse(fallback);
    }

    public Optional<String> optionalText(String key) {
        asked.add(key);
        ConfigTree value = node.entries().get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ConfigTree.Scalar scalar) {
            return Optional.of(resolve(scalar));
        }
        problem(value.line(), name(key) + " must be one value");
        return Optional.empty();
    }

    public Optional<Secret> secret(String key) {
        return optionalText(key).map(Secret::new);
    }

    /** Whether a value is taken from the environment or a file, as a secret should be. */
    public boolean referenced(String key) {
        return node.entries().get(key) instanceof ConfigTree.Scalar scalar
                && REFERENCE.matcher(scalar.text()).find();
    }

    public <T> T value(String key, T fallback, String expected, Function<String, T> parse) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(text.get());
        } catch (RuntimeException e) {
            ConfigTree written = node.entries().get(key);
            problem(written.line(), name(key) + " must be " + expected + ", not '" + shown(written) + "'");
            return fallback;
        }
    }

    public int integer(String key, int fallback, int least, int most) {
        return value(key, fallback, "a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    public boolean flag(String key, boolean fallback) {
        return value(key, fallback, "true or false", text -> switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** Such as {@code 500ms}, {@code 10s}, {@code 15m}, {@code 2h} or {@code 7d}. */
    public Duration duration(String key, Duration fallback) {
        return value(key, fallback, "a duration such as 500ms, 10s, 15m, 2h or 7d", Durations::parse);
    }

    /** One text, or a list of texts. */
    public List<String> texts(String key, List<String> fallback) {
        asked.add(key);
        ConfigTree value = node.entries().get(key);
        if (value == null) {
            return fallback;
        }
        List<ConfigTree> items = value instanceof ConfigTree.ListNode list ? list.items() : List.of(value);
        List<String> texts = new ArrayList<>();
        for (ConfigTree item : items) {
            if (item instanceof ConfigTree.Scalar scalar) {
                texts.add(resolve(scalar));
            } else {
                problem(item.line(), name(key) + " must be a list of texts");
            }
        }
        return List.copyOf(texts);
    }

    /** A map of texts that is passed on as it is, such as Kafka's settings; nested maps become dotted keys. */
    public Map<String, String> settings(String key) {
        asked.add(key);
        Map<String, String> settings = new LinkedHashMap<>();
        ConfigTree value = node.entries().get(key);
        if (value instanceof ConfigTree.MapNode map) {
            flatten("", map, settings);
        } else if (value != null) {
            problem(value.line(), name(key) + " must be a map");
        }
        return settings;
    }

    /** The section under a key; an empty one if the key is absent. */
    public ConfigSection section(String key) {
        asked.add(key);
        ConfigTree value = node.entries().get(key);
        if (value instanceof ConfigTree.MapNode map) {
            return child(map, name(key));
        }
        if (value != null
                && !(value instanceof ConfigTree.Scalar scalar && scalar.text().isEmpty())) {
            problem(value.line(), name(key) + " must be a map");
        }
        return child(new ConfigTree.MapNode(node.line()), name(key));
    }

    /** The sections of a list. */
    public List<ConfigSection> sections(String key) {
        asked.add(key);
        ConfigTree value = node.entries().get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof ConfigTree.ListNode list)) {
            problem(value.line(), name(key) + " must be a list");
            return List.of();
        }
        List<ConfigSection> sections = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            ConfigTree item = list.items().get(i);
            if (item instanceof ConfigTree.MapNode map) {
                sections.add(child(map, name(key) + "[" + i + "]"));
            } else {
                problem(item.line(), name(key) + "[" + i + "] must be a map");
            }
        }
        return sections;
    }

    /** Notes a problem that only the asker can see, at the line of a key. */
    public void problem(String key, String message) {
        ConfigTree value = node.entries().get(key);
        problem(value == null ? node.line() : value.line(), name(key) + " " + message);
    }

    void reportUnknown() {
        node.entries().forEach((key, value) -> {
            if (!asked.contains(key)) {
                String hint = Suggestion.nearest(key, asked)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; known here: " + String.join(", ", asked));
                problem(value.line(), "unknown key " + name(key) + hint);
            }
        });
        children.forEach(ConfigSection::reportUnknown);
    }

    private ConfigSection child(ConfigTree.MapNode map, String childPath) {
        ConfigSection child = new ConfigSection(map, childPath, origin);
        children.add(child);
        return child;
    }

    private void flatten(String prefix, ConfigTree.MapNode map, Map<String, String> settings) {
        map.entries().forEach((key, value) -> {
            if (value instanceof ConfigTree.Scalar scalar) {
                settings.put(prefix + key, resolve(scalar));
            } else if (value instanceof ConfigTree.MapNode nested) {
                flatten(prefix + key + ".", nested, settings);
            } else if (value instanceof ConfigTree.ListNode list) {
                settings.put(
                        prefix + key,
                        list.items().stream()
                                .map(item -> item instanceof ConfigTree.Scalar scalar ? resolve(scalar) : "")
                                .collect(Collectors.joining(",")));
            }
        });
    }

    private String resolve(ConfigTree.Scalar scalar) {
        Matcher matcher = REFERENCE.matcher(scalar.text());
        return matcher.replaceAll(reference -> Matcher.quoteReplacement(
                reference.group(1).equals("env")
                        ? environment(reference.group(2), scalar.line())
                        : file(reference.group(2), scalar.line())));
    }

    /** As it stands in the file: what a reference stands for may be a secret. */
    private static String shown(ConfigTree written) {
        return written instanceof ConfigTree.Scalar scalar ? scalar.text() : "";
    }

    private String environment(String variable, int line) {
        String value = origin.environment().apply(variable);
        if (value == null) {
            problem(line, "environment variable " + variable + " is not set");
            return "";
        }
        return value;
    }

    private String file(String file, int line) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            problem(line, "file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
            return "";
        }
    }

    private void problem(int line, String message) {
        origin.problems().add(origin.place() + ":" + line + ": " + message);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
