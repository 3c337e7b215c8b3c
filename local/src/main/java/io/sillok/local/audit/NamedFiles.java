package io.sillok.local.audit;

import io.sillok.tailer.FileGroup;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files that globs name now. What cannot be looked into is passed over: it cannot be audited either. */
final class NamedFiles {

    private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");
    private static final Pattern PACKED = Pattern.compile(".*\\.(gz|bz2|xz|zst|zip)");
    private static final int DEEPEST = 32;

    private NamedFiles() {}

    /** Those that a tailer is to ship. */
    static Set<Path> of(List<FileGroup> groups) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (FileGroup group : groups) {
            List<PathMatcher> excluded =
                    group.exclude().stream().map(NamedFiles::matcher).toList();
            for (Path path : matching(group.paths())) {
                if (!PACKED.matcher(path.toString()).matches()
                        && excluded.stream().noneMatch(glob -> glob.matches(path))) {
                    files.add(path);
                }
            }
        }
        return files;
    }

    static Set<Path> matching(List<String> globs) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (String glob : globs) {
            Path path = Path.of(glob).toAbsolutePath();
            if (Files.isRegularFile(path)) {
                files.add(path);
            } else if (GLOB.matcher(glob).find()) {
                expand(path, files);
            }
        }
        return files;
    }

    private static void expand(Path glob, Set<Path> files) throws IOException {
        PathMatcher matcher = matcher(glob.toString());
        Path folder = glob.getRoot();
        int depth = 0;
        for (Path name : glob) {
            if (depth > 0 || GLOB.matcher(name.toString()).find()) {
                depth++;
            } else {
                folder = folder.resolve(name);
            }
        }
        int most = glob.toString().contains("**") ? DEEPEST : depth;
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), most, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && matcher.matches(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
