package io.sillok.local.grok;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.ConfigSection;
import io.sillok.parsers.grok.Grok;
import io.sillok.parsers.grok.GrokDefinition;
import io.sillok.parsers.grok.GrokPattern;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at patterns without a line. */
public final class GrokLint {

    private GrokLint() {}

    public static List<PatternReport> of(Grok grok) {
        return grok.patterns().stream()
                .map(pattern -> PatternReport.of(pattern.definition().place(), pattern))
                .toList();
    }

    /**
     * The patterns of all files of a config, of the tailer or of {@code sillok run}, whose parser is {@code grok}.
     *
     * @throws ConfigException if the file cannot be read, or is no YAML
     */
    public static List<PatternReport> of(Path config) throws ConfigException {
        ConfigFile file = ConfigFile.load(config);
        List<PatternReport> reports = new ArrayList<>();
        int number = 0;
        for (ConfigSection group : file.root().sections("files")) {
            String place = config + ": files[" + number++ + "].definition";
            if (group.text("parser", "").equals("grok")) {
                reports.addAll(of(place, new Definition(group.settings("definition"))));
            }
        }
        return reports;
    }

    private static List<PatternReport> of(String place, Definition definition) {
        try {
            List<PatternReport> reports = new ArrayList<>();
            for (GrokPattern pattern : GrokDefinition.compile(definition).patterns()) {
                reports.add(PatternReport.of(place + "." + pattern.definition().place(), pattern));
            }
            return reports;
        } catch (DefinitionException e) {
            return List.of(PatternReport.failed(place, e.getMessage()));
        }
    }
}
