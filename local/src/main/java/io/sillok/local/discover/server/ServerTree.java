package io.sillok.local.discover.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The server's files: those of this machine, or a tree elsewhere that is read as if it were {@code /}. Paths are absolute
 * and as the server sees them; symbolic links are followed as the server would follow them, so none leaves the tree.
 */
public final class ServerTree {

    private static final int MAX_LINKS = 40;
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Path root;
    private final Set<String> unreadableFolders = new TreeSet<>();

    public ServerTree(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The path without links, dots and doubled slashes; of what does not exist, as far as it does. */
    public String real(String path) {
        Deque<String> ahead = new ArrayDeque<>(segments(path));
        List<String> real = new ArrayList<>();
        int links = 0;
        while (!ahead.isEmpty()) {
            String segment = ahead.pop();
            if (segment.equals("..")) {
                if (!real.isEmpty()) {
                    real.remove(real.size() - 1);
                }
                continue;
            }
            real.add(segment);
            Optional<String> target = isDevice(real) || links > MAX_LINKS ? Optional.empty() : link(real);
            if (target.isPresent()) {
                links++;
                real.remove(real.size() - 1);
                if (target.get().startsWith("/")) {
                    real.clear();
                }
                List<String> segments = segments(target.get());
                for (int i = segments.size() - 1; i >= 0; i--) {
                    ahead.push(segments.get(i));
                }
            }
        }
        return '/' + String.join("/", real);
    }

    /** Links below these name what the asking process has open, which is ours and not the server's. */
    private static boolean isDevice(List<String> segments) {
        return segments.get(0).equals("dev") || segments.get(0).equals("proc");
    }

    private Optional<String> link(List<String> segments) {
        Optional<Path> path = onDisk(segments).filter(Files::isSymbolicLink);
        try {
            return path.isPresent()
                    ? Optional.of(Files.readSymbolicLink(path.get()).toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it cannot be looked at: whoever reads it is told so
        }
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .toList();
    }

    /** Empty if this machine cannot have such a name: one with a NUL, or with characters that its locale lacks. */
    private Optional<Path> onDisk(List<String> segments) {
        try {
            return Optional.of(root.resolve(String.join("/", segments)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> onDisk(String path) {
        return onDisk(segments(real(path)));
    }

    private Path existing(String path) throws NoSuchFileException {
        return onDisk(path).orElseThrow(() -> new NoSuchFileException(path));
    }

    public boolean isFile(String path) {
        return onDisk(path).filter(Files::isRegularFile).isPresent();
    }

    public boolean isDirectory(String path) {
        return onDisk(path).filter(Files::isDirectory).isPresent();
    }

    public boolean exists(String path) {
        return onDisk(path).filter(Files::exists).isPresent();
    }

    /** @throws IOException if it cannot be read, or is larger than any config is */
    public byte[] bytes(String path) throws IOException {
        Path file = existing(path);
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is larger than 64 MiB");
        }
        return Files.readAllBytes(file);
    }

    /** The first bytes of a file. */
    public byte[] head(String path, int length) throws IOException {
        try (InputStream in = Files.newInputStream(existing(path))) {
            return in.readNBytes(length);
        }
    }

    /** The text of a config; empty, and told as a problem of who asks, if it cannot be read. */
    public Optional<String> config(String path, Place asker, Findings findings) {
        try {
            String text = new String(bytes(path), StandardCharsets.UTF_8);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException e) {
            findings.problem(asker, path + " " + reason(path, e));
            return Optional.empty();
        }
    }

    private String reason(String path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "does not exist; correct its name, or restore the file";
        }
        return isDirectory(path)
                ? "is a folder; name a file"
                : "cannot be read (" + e.getClass().getSimpleName() + "); run as a user who may read it, such as root";
    }

    /** The names in a folder, sorted; none if it cannot be looked into. Not thread-safe. */
    public List<String> children(String folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(existing(folder))) {
            listing.forEach(child -> names.add(child.getFileName().toString()));
        } catch (AccessDeniedException e) {
            unreadableFolders.add(folder);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // a glob over what cannot be listed matches nothing, as glob(3) has it
        }
        names.sort(null);
        return names;
    }

    /** Folders that had to be listed and could not be. */
    public Set<String> unreadableFolders() {
        return unreadableFolders;
    }

    /** What a shell's pattern names, sorted, as glob(3) answers. */
    public List<String> glob(String pattern) {
        List<String> found = List.of("");
        for (String segment : segments(pattern)) {
            List<String> deeper = new ArrayList<>();
            for (String folder : found) {
                if (!GlobSegment.isPattern(segment)) {
                    deeper.add(folder + '/' + segment);
                    continue;
                }
                GlobSegment names = GlobSegment.of(segment);
                children(folder.isEmpty() ? "/" : folder).stream()
                        .filter(names::matches)
                        .forEach(name -> deeper.add(folder + '/' + name));
            }
            found = deeper;
        }
        return found.stream().filter(this::exists).toList();
    }
}
