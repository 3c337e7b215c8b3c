package io.sillok.local.discover;

import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts files together that are read alike. The tailer gives a file to the first group that names it, so globs come last. */
final class FileGroups {

    /** @param exclude files that a glob of the group covers but that belong to another one */
    record Group(List<LogFile> files, List<String> exclude) {

        LogFile first() {
            return files.get(0);
        }
    }

    private record Likeness(String parser, Map<String, String> definition, Optional<String> service, boolean exact) {}

    private FileGroups() {}

    static List<Group> of(List<LogFile> files) {
        Map<Likeness, List<LogFile>> groups = new LinkedHashMap<>();
        files.stream()
                .sorted(Comparator.comparing(file -> file.path().exact().isEmpty()))
                .forEach(file -> groups.computeIfAbsent(likeness(file), key -> new ArrayList<>())
                        .add(file));
        return groups.values().stream()
                .map(group -> new Group(List.copyOf(group), excluded(group, files)))
                .toList();
    }

    private static Likeness likeness(LogFile file) {
        return new Likeness(
                file.parser(),
                file.definition(),
                file.service(),
                file.path().exact().isPresent());
    }

    private static List<String> excluded(List<LogFile> group, List<LogFile> all) {
        List<LogPath> globs = group.stream()
                .map(LogFile::path)
                .filter(path -> path.exact().isEmpty())
                .toList();
        return all.stream()
                .filter(file -> !group.contains(file))
                .map(LogFile::path)
                .filter(path -> path.exact().isPresent() && globs.stream().anyMatch(glob -> glob.covers(path.text())))
                .map(LogPath::glob)
                .toList();
    }
}
