package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.model.edge.EdgeMasker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A tailer whose passes and time a test drives, on real files. */
final class TailerRig {

    static final Instant STAMP = Instant.parse("2026-11-22T08:00:00Z");
    private static final int MOST_PASSES = 1000;

    final Path logs;
    final Path data;
    final LoggedTailerEvents events = TailerEvents.logged();
    ScriptedSink sink = new ScriptedSink();
    Reading reading = Reading.FOLLOW;
    Duration rotatedWait = TailerConfig.ROTATED_WAIT;
    int inFlightBytes = 2 * 1024 * 1024;
    InstantSource clock = () -> STAMP;
    long rateLimit;
    int openFiles;
    Optional<EdgeMasker> edge = Optional.empty();
    Lookout lookout = Lookout.POLLING;
    Descriptors descriptors = Descriptors.UNBOUNDED;
    Writers writers = Writers.of(Path.of("/no/proc/here"));
    FileServer server;

    final FileGroup group;
    private CheckpointStore store;
    private Instant now = Instant.EPOCH;

    TailerRig(Path folder, String glob, String parser) throws IOException {
        this(folder, glob, parser, Map.of("zone", "UTC"), folder.resolve("data"));
    }

    TailerRig(Path folder, String glob, String parser, Map<String, String> definition) throws IOException {
        this(folder, glob, parser, definition, folder.resolve("data"));
    }

    TailerRig(Path folder, String glob, String parser, Map<String, String> definition, Path data) throws IOException {
        this.logs = Files.createDirectories(folder.resolve("logs"));
        this.data = data;
        this.group = new FileGroup(List.of(logs + "/" + glob), List.of(), parser, definition, "shop", "production");
    }

    void start() throws TailerStartException {
        TailerConfig defaults = TailerConfig.of("web-1", data, Map.of(), List.of(group));
        TailerConfig config = new TailerConfig(
                defaults.host(),
                data,
                defaults.topic(),
                Map.of(),
                defaults.files(),
                defaults.quietTime(),
                defaults.discoveryInterval(),
                rotatedWait,
                defaults.checkpointInterval(),
                inFlightBytes,
                defaults.status(),
                defaults.spans(),
                rateLimit,
                openFiles,
                edge);
        store = CheckpointStore.open(data, events);
        server = new FileServer(config, reading, store, sink, clock, events, () -> {}, lookout, writers, descriptors);
    }

    /** Ends it as a kill would: nothing is flushed or saved. */
    void kill() throws IOException {
        server.closeFiles();
        store.close();
    }

    void stop() throws IOException {
        server.settle(now);
        kill();
    }

    /** Passes until nothing moves, within a second of the tailer's time. */
    void settle() {
        passFor(Duration.ofMillis(1100));
    }

    /** Passes while so much of the tailer's time goes by. */
    void passFor(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            int passes = 0;
            while (server.pass(now) && passes < MOST_PASSES) {
                passes++;
            }
            now = now.plusMillis(250);
        }
        server.pass(now);
        server.pass(now);
    }

    void reconfigure(TailerConfig next, Optional<SliceSink> other) throws IOException {
        server.reconfigure(next, other, now);
    }

    void pass() {
        now = now.plusMillis(250);
        server.pass(now);
    }

    Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) throws IOException {
        return Files.write(logs.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Packs a file as gzip does: beside it, with its times, and then removes it. */
    void gzip(String name) throws IOException {
        Path from = logs.resolve(name);
        Path to = logs.resolve(name + ".gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(to))) {
            Files.copy(from, out);
        }
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
        Files.delete(from);
    }

    /** Copies a file and truncates it, as logrotate's copytruncate does. */
    void copyTruncate(String from, String to) throws IOException {
        Files.copy(logs.resolve(from), logs.resolve(to));
        truncate(from);
    }

    void rename(String from, String to) throws IOException {
        Files.move(logs.resolve(from), logs.resolve(to));
    }

    void truncate(String name) throws IOException {
        Files.newByteChannel(logs.resolve(name), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
    }

    /** Whether the globs name a path. */
    boolean names(Path path) {
        return path != null
                && !UnpackedBytes.isPacked(path)
                && FileSystems.getDefault()
                        .getPathMatcher("glob:" + group.paths().get(0))
                        .matches(path);
    }

    List<String> records() {
        return sink.arrived.stream().flatMap(slice -> records(slice).stream()).toList();
    }

    static List<String> records(FileSlice slice) {
        List<String> records = new ArrayList<>();
        int at = 0;
        for (int length : slice.recordLengths()) {
            records.add(new String(slice.bytes(), at, length, StandardCharsets.UTF_8));
            at += length;
        }
        return records;
    }

    /** What arrived of each file id, in the order of first arrival, after dropping what came twice; holes end it. */
    Map<String, String> contents() {
        Map<String, TreeMap<Long, FileSlice>> byFile = new LinkedHashMap<>();
        sink.arrived.stream().sorted(Comparator.comparing(FileSlice::end)).forEach(slice -> byFile.computeIfAbsent(
                        slice.source().fileId().value(), id -> new TreeMap<>())
                .put(slice.offset(), slice));
        Map<String, String> contents = new LinkedHashMap<>();
        byFile.forEach((id, slices) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (FileSlice slice : slices.values()) {
                int known = (int) (bytes.size() - slice.offset());
                if (known >= 0 && known < slice.bytes().length) {
                    bytes.write(slice.bytes(), known, slice.bytes().length - known);
                }
            }
            contents.put(id, bytes.toString(StandardCharsets.UTF_8));
        });
        return contents;
    }

    String lines(String prefix, int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(prefix).append(' ').append(i).append('\n');
        }
        return lines.toString();
    }
}
