package io.sillok.local.command;

import io.sillok.model.SliceSource;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** The files that {@code --file} names, by path or id, as they are or as globs; all if it names none. */
final class SelectedFiles implements Predicate<SliceSource> {

    private final List<String> names;
    private final List<PathMatcher> globs;

    /** @throws PatternSyntaxException if one is no glob */
    SelectedFiles(List<String> names) {
        this.names = names;
        this.globs = names.stream()
                .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
                .toList();
    }

    @Override
    public boolean test(SliceSource source) {
        return names.isEmpty()
                || names.contains(source.path())
                || matches(Path.of(source.path()))
                || matches(Path.of(source.fileId().value()));
    }

    private boolean matches(Path path) {
        return globs.stream().anyMatch(glob -> glob.matches(path));
    }
}
