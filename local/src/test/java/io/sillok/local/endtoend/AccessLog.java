package io.sillok.local.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An nginx access log (combined) that a test writes, each line with a path of its own. */
final class AccessLog {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final String prefix;
    private final List<String> paths = new ArrayList<>();

    /** @param prefix of every path */
    AccessLog(Path file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    Path file() {
        return file;
    }

    /** The paths of all requests so far, in their order. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    /** Appends that many lines and returns the path of the last. */
    String append(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            String path = prefix + "/" + (paths.size() + 1);
            paths.add(path);
            text.append("203.0.113.7 - - [%s] \"GET %s HTTP/1.1\" 200 %d \"-\" \"curl/8.5.0\"\n"
                    .formatted(TIME.format(Instant.now()), path, 100 + i));
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return paths.get(paths.size() - 1);
    }

    /** As logrotate does it: rename, then a new file under the name. Returns the old one. */
    Path rotate() throws IOException {
        Path old = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, old);
        Files.createFile(file);
        return old;
    }
}
