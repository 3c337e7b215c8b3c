package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The files that a group's globs name now. Symbolic links are followed; compressed files are never taken for logs. */
final class PathsProvider {

    private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");
    private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|bz2|xz|zst|zip)");
    private static final int DEEPEST = 32;

    private final FileGroup group;
    private final List<PathMatcher> excluded;
    private final List<PathMatcher> included;

    PathsProvider(FileGroup group) {
        this.group = group;
        this.excluded = group.exclude().stream().map(PathsProvider::matcher).toList();
        this.included = group.paths().stream().map(PathsProvider::matcher).toList();
    }

    FileGroup group() {
        return group;
    }

    /** The folders of the files, as far as the config names them without a glob. */
    List<Path> folders() {
        return group.paths().stream()
                .map(glob -> Path.of(glob).getParent())
                .filter(folder -> !GLOB.matcher(folder.toString()).find())
                .toList();
    }

    /** Whether the group would take a file of this path. */
    boolean covers(Path path) {
        boolean named =
                group.paths().contains(path.toString()) || included.stream().anyMatch(matcher -> matcher.matches(path));
        return named && !isLeftOut(path);
    }

    /** @param unreadable hears of folders that could not be looked into, with the reason */
    List<Path> paths(BiConsumer<Path, IOException> unreadable) {
        Set<Path> found = new LinkedHashSet<>();
        group.paths().forEach(glob -> found.addAll(paths(glob, unreadable)));
        return List.copyOf(found);
    }

    /** Of one path or glob of the group. */
    Set<Path> paths(String glob, BiConsumer<Path, IOException> unreadable) {
        Set<Path> found = new LinkedHashSet<>();
        // A path that exists is meant as it is, whatever brackets it has.
        Path literal = Path.of(glob);
        if (Files.isRegularFile(literal)) {
            found.add(literal);
        } else if (GLOB.matcher(glob).find()) {
            String files = glob.endsWith("/**") ? glob + "/*" : glob;
            expand(Path.of("/"), List.of(files.substring(1).split("/+")), 0, found, unreadable);
        }
        found.removeIf(this::isLeftOut);
        return found;
    }

    /** Whether the group's config leaves out this path by name. */
    boolean excludes(Path path) {
        return excluded.stream().anyMatch(matcher -> matcher.matches(path));
    }

    private boolean isLeftOut(Path path) {
        return COMPRESSED.matcher(path.toString()).matches() || excludes(path);
    }

    /** Goes down segment by segment, so that only folders that can match are listed. */
    private static void expand(
            Path at, List<String> segments, int depth, Set<Path> found, BiConsumer<Path, IOException> unreadable) {
        if (segments.isEmpty()) {
            if (Files.isRegularFile(at)) {
                found.add(at);
            }
            return;
        }
        String segment = segments.get(0);
        List<String> rest = segments.subList(1, segments.size());
        if (segment.equals("**")) {
            expand(at, rest, depth, found, unreadable);
            if (depth < DEEPEST) {
                children(at, unreadable).stream()
                        .filter(Files::isDirectory)
                        .forEach(child -> expand(child, segments, depth + 1, found, unreadable));
            }
        } else if (GLOB.matcher(segment).find()) {
            PathMatcher name = matcher(segment);
            children(at, unreadable).stream()
                    .filter(child -> name.matches(child.getFileName()))
                    .forEach(child -> expand(child, rest, depth, found, unreadable));
        } else {
            expand(at.resolve(segment), rest, depth, found, unreadable);
        }
    }

    private static List<Path> children(Path folder, BiConsumer<Path, IOException> unreadable) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(children::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // It may come later, or went while we looked.
            return children;
        } catch (DirectoryIteratorException e) {
            unreadable.accept(folder, e.getCause());
        } catch (IOException e) {
            unreadable.accept(folder, e);
        }
        children.sort(null);
        return children;
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
