package io.sillok.model.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A YAML config while it is read: asks go through {@link #root()}; at the end {@link #finish()} reports every problem at
 * once, keys that nobody asked for among them.
 *
 * <p>A value may be {@code ${env:NAME}} or {@code ${file:PATH}}: secrets stand in the environment or in files of their
 * own. Not thread-safe.
 */
public final class ConfigFile {

    private final List<String> problems = new ArrayList<>();
    private final ConfigSection root;

    private ConfigFile(String text, String place, UnaryOperator<String> environment) {
        ConfigTree.MapNode tree = new ConfigTree.MapNode(1);
        try (YamlReader reader = new YamlReader(new YAMLFactory().createParser(text))) {
            tree = reader.read();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(place + ":" + line + ": not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            problems.add(place + ": " + e.getMessage());
        }
        this.root = new ConfigSection(tree, "", new ConfigSection.Origin(place, environment, problems));
    }

    /** @throws ConfigException if the file cannot be read */
    public static ConfigFile load(Path path) throws ConfigException {
        try {
            return parse(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw new ConfigException(List.of(path + ": cannot be read ("
                    + e.getClass().getSimpleName() + "); name an existing file that this user may read"));
        }
    }

    /** @param place how to name the text in problems: its path or URL */
    public static ConfigFile parse(String text, String place) {
        return parse(text, place, System::getenv);
    }

    public static ConfigFile parse(String text, String place, UnaryOperator<String> environment) {
        return new ConfigFile(text, place, environment);
    }

    public ConfigSection root() {
        return root;
    }

    /** To be called when all has been read. */
    public void finish() throws ConfigException {
        root.reportUnknown();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
