package io.sillok.local.discover.laravel;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels of a logging config: those that the default one leads to, and those that code may name. */
final class LaravelChannels {

    private static final String STANDARD_LOG = "/storage/logs/laravel.log";

    private final PhpValue logging;
    private final PhpValue standard;
    private final String folder;
    private final Place place;
    private final Optional<String> service;
    private final Map<String, String> zone;
    private final ServerTree tree;
    private final Findings findings;

    /**
     * @param logging the application's {@code logging} config
     * @param standard Laravel's own, for what the application's leaves out
     */
    LaravelChannels(
            PhpValue logging,
            PhpValue standard,
            String folder,
            Place place,
            Optional<String> service,
            Map<String, String> zone,
            ServerTree tree,
            Findings findings) {
        this.logging = logging;
        this.standard = standard;
        this.folder = folder;
        this.place = place;
        this.service = service;
        this.zone = zone;
        this.tree = tree;
        this.findings = findings;
    }

    void addTo(LogFiles files) {
        Set<String> active = active();
        Map<String, LogFile> paths = new LinkedHashMap<>();
        for (String name : active) {
            file(name).ifPresent(file -> paths.putIfAbsent(file.path().text(), file.remark("channel " + name)));
        }
        for (String name : logging.get("channels").items().keySet()) {
            if (!active.contains(name)) {
                byName(name, paths);
            }
        }
        emergency(paths);
        paths.values().forEach(files::add);
    }

    /** Code may write to any channel by its name; those that every application has from the start are not meant. */
    private void byName(String name, Map<String, LogFile> paths) {
        Channel channel = channel(name);
        boolean untouched = channel.basePath()
                .filter(path -> path.equals(folder + STANDARD_LOG))
                .isPresent();
        if (!untouched) {
            channel.file(place, service, zone, tree)
                    .ifPresent(file -> paths.putIfAbsent(
                            file.path().text(),
                            file.remark("channel " + name + ": only code that names it writes to it")));
        }
    }

    /** Where Laravel writes if a channel cannot be made. */
    private void emergency(Map<String, LogFile> paths) {
        String path = logging.get("channels")
                .get("emergency")
                .get("path")
                .optionalText()
                .orElse(folder + STANDARD_LOG);
        LogFile file = new LogFile(new LogPath(path), "laravel.line", zone, service, place);
        paths.putIfAbsent(path, file.remark("where Laravel writes if a channel cannot be made"));
    }

    private Set<String> active() {
        Set<String> active = new LinkedHashSet<>();
        PhpValue first =
                logging.get("default") instanceof PhpValue.Null ? standard.get("default") : logging.get("default");
        Optional<String> name = first.optionalText().filter(text -> text.indexOf(LogPath.HOLE) < 0);
        if (name.isPresent()) {
            reach(name.get(), active);
        } else {
            findings.open(
                    place, "only the running application knows the default channel; all that have files are taken");
            logging.get("channels").items().keySet().forEach(each -> reach(each, active));
        }
        PhpValue deprecations = logging.get("deprecations");
        deprecations
                .get("channel")
                .optionalText()
                .or(deprecations::optionalText)
                .ifPresent(each -> reach(each, active));
        return active;
    }

    private void reach(String name, Set<String> active) {
        if (!active.add(name)) {
            return;
        }
        PhpValue config = config(name);
        if (config instanceof PhpValue.Null) {
            if (!name.equals("null")) {
                findings.problem(
                        place,
                        "there is no channel " + name + "; define it in channels, or correct the name (LOG_CHANNEL)");
            }
            return;
        }
        if (config.get("driver").text().equals("stack")) {
            PhpValue channels = config.get("channels");
            if (channels.items().isEmpty()) {
                findings.open(place, "only the running application knows the channels of stack " + name);
            }
            channels.items().values().forEach(channel -> channel.optionalText()
                    .filter(each -> each.indexOf(LogPath.HOLE) < 0)
                    .ifPresent(each -> reach(each, active)));
        } else {
            channel(name).elsewhere().ifPresent(where -> findings.skipped(place, "channel " + name + " " + where));
        }
    }

    private Optional<LogFile> file(String name) {
        return channel(name).file(place, service, zone, tree);
    }

    private Channel channel(String name) {
        return new Channel(config(name));
    }

    private PhpValue config(String name) {
        PhpValue own = logging.get("channels").get(name);
        return own instanceof PhpValue.Null ? standard.get("channels").get(name) : own;
    }
}
