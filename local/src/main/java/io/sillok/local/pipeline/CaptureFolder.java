package io.sillok.local.pipeline;

import io.sillok.local.parse.FileParsing;
import io.sillok.model.config.ConfigException;
import io.sillok.parsers.DetectedFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of logs as {@code samples/shop} is one: log files ({@code *.log}) at any depth, and beside them the spans that
 * the application exported.
 *
 * @param logs in the order of their paths
 */
public record CaptureFolder(Path folder, List<CapturedLog> logs) {

    /** Spans that arrive with their logs, and those that come long after. */
    private static final String SPANS = "spans/otlp.jsonl";

    private static final String LATE_SPANS = "spans/otlp-late.jsonl";

    /** A log file and the format that its beginning speaks for. */
    public record CapturedLog(Path path, long bytes, DetectedFormat format) {}

    /** @throws ConfigException if the folder holds no log */
    public static CaptureFolder open(Path folder) throws ConfigException, IOException {
        if (!Files.isDirectory(folder)) {
            throw unusable(folder + " is no folder");
        }
        List<CapturedLog> logs = new ArrayList<>();
        for (Path path : logFiles(folder)) {
            logs.add(new CapturedLog(path, Files.size(path), FileParsing.detect(path)));
        }
        if (logs.isEmpty()) {
            throw unusable(folder + " holds no log file");
        }
        return new CaptureFolder(folder, List.copyOf(logs));
    }

    private static ConfigException unusable(String reason) {
        return new ConfigException(List.of(reason + "; name a folder that holds log files (*.log) with --logs"));
    }

    public long bytes() {
        return logs.stream().mapToLong(CapturedLog::bytes).sum();
    }

    public List<Path> spans() {
        return existing(SPANS);
    }

    public List<Path> lateSpans() {
        return existing(LATE_SPANS);
    }

    private List<Path> existing(String name) {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? List.of(file) : List.of();
    }

    private static List<Path> logFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(Files::isRegularFile)
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        }
    }
}
