package io.sillok.local.discover.php;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A php-fpm.conf with its includes: the global settings and the pools. */
public final class FpmConfig {

    private static final int MAX_FILES = 10_000;

    private final ServerTree tree;
    private final Findings findings;
    private final FpmLayout layout;
    private final String file;
    private final boolean poolsOnly;
    private final Map<String, IniSettings> sections = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private String section = "global";

    private FpmConfig(ServerTree tree, Findings findings, String file, boolean poolsOnly) {
        this.tree = tree;
        this.findings = findings;
        this.layout = FpmLayout.of(file);
        this.file = file;
        this.poolsOnly = poolsOnly;
    }

    /** @param path absolute path of a php-fpm.conf, or of a folder of pool files */
    public static FpmConfig read(ServerTree tree, Findings findings, String path) {
        String main = path + "/php-fpm.conf";
        boolean folder = tree.isDirectory(path);
        if (!folder || tree.isFile(main)) {
            FpmConfig config = new FpmConfig(tree, findings, folder ? main : path, false);
            config.include(config.file, Place.of(config.file));
            return config;
        }
        FpmConfig pools = new FpmConfig(tree, findings, path, true);
        List<String> files = tree.glob(path + "/*.conf");
        if (files.isEmpty()) {
            findings.problem(Place.of(path), "there is no *.conf in this folder; name one that has FPM's pools");
        }
        files.forEach(each -> pools.include(each, Place.of(each)));
        return pools;
    }

    private void include(String path, Place asker) {
        if (!read.add(tree.real(path)) || read.size() > MAX_FILES) {
            findings.problem(asker, path + " is included twice; remove one of the includes");
            return;
        }
        Optional<String> text = tree.config(path, asker, findings);
        for (IniStatement statement :
                text.map(content -> IniFile.read(content, path)).orElse(List.of())) {
            if (statement instanceof IniStatement.Section head) {
                section = head.name();
                sections.computeIfAbsent(section, name -> new IniSettings());
            } else if (statement instanceof IniStatement.Setting setting) {
                if (setting.key().equals("include")) {
                    included(setting);
                } else {
                    sections.computeIfAbsent(section, name -> new IniSettings()).put(setting);
                }
            }
        }
    }

    private void included(IniStatement.Setting setting) {
        String pattern = setting.value().startsWith("/") ? setting.value() : layout.prefix() + '/' + setting.value();
        List<String> found = tree.glob(pattern);
        if (found.isEmpty()) {
            findings.open(setting.place(), "nothing matches include " + pattern);
        }
        found.forEach(path -> include(path, setting.place()));
    }

    String file() {
        return file;
    }

    /** Whether only pool files were named, so that nothing is known of the global settings. */
    boolean poolsOnly() {
        return poolsOnly;
    }

    FpmLayout layout() {
        return layout;
    }

    IniSettings global() {
        return sections.getOrDefault("global", new IniSettings());
    }

    /** Whether anything could be read. */
    boolean isEmpty() {
        return sections.isEmpty();
    }

    public List<FpmPool> pools() {
        List<FpmPool> pools = new ArrayList<>();
        sections.forEach((name, settings) -> {
            if (!name.equals("global")) {
                pools.add(new FpmPool(name, settings));
            }
        });
        return pools;
    }
}
