package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** This process in numbers, from /proc where there is one (else 0) and without JMX, which would cost more than all it tells. */
record ProcessFigures(
        double startSeconds,
        double cpuSeconds,
        long residentBytes,
        long residentMostBytes,
        long openDescriptors,
        long heapUsedBytes,
        long heapCommittedBytes,
        long heapMostBytes,
        long threads) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static ProcessFigures now() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        Runtime runtime = Runtime.getRuntime();
        List<String> status = lines(STATUS);
        return new ProcessFigures(
                info.startInstant().map(Instant::toEpochMilli).orElse(0L) / 1e3,
                info.totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3,
                kibibytes(status, "VmRSS:"),
                kibibytes(status, "VmHWM:"),
                count(DESCRIPTORS),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.totalMemory(),
                runtime.maxMemory(),
                number(status, "Threads:"));
    }

    private static long kibibytes(List<String> status, String field) {
        return number(status, field) * 1024;
    }

    private static long number(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long count(Path folder) {
        long count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path unused : entries) {
                count++;
            }
        } catch (IOException e) {
            return 0;
        }
        return count;
    }
}
