package io.sillok.local.servers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The last lines of a server's own log. */
final class LogTail {
    private static final int LINES = 8;
    private static final int BYTES = 32 * 1024;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. )");

    private LogTail() {}

    /** The last lines but stack frames, indented, under the name of the file; or that there are none. */
    static String quote(Path log) {
        List<String> lines = lines(log);
        if (lines.isEmpty()) {
            return "; it wrote no log at " + log;
        }
        return "; the end of " + log + ":\n    " + String.join("\n    ", lines);
    }

    private static List<String> lines(Path log) {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(BYTES, file.length());
            byte[] end = new byte[length];
            file.seek(file.length() - length);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of("(unreadable: " + e.getMessage() + ")");
        }
    }
}
