package io.sillok.job;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import io.sillok.parsers.DetectedFormat;
import io.sillok.parsers.FormatDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The capture of a real shop, or another of the same layout: {@code -Dshop.logs=DIR}. */
final class ShopCapture {

    private static final Path FOLDER = Path.of(System.getProperty("shop.logs", "../samples/shop"));
    private static final int SLICE_BYTES = 64 * 1024;

    /** How the shop's logs write a trace's id, one occurrence a record: by the server, and by each of the tracers. */
    private static final Pattern NAMED = Pattern.compile("tp=\"00-(?<w3c>[0-9a-f]{32})"
            + "|\"traceparent\":\"00-(?<json>[0-9a-f]{32})"
            + "|\"(?:dd\\.)?trace_id\":\"(?<hex>[0-9a-f]{32})\""
            + "|\"dd\":\\{\"trace_id\":\"(?<decimal>[0-9]{1,20})\""
            + "|\\[dd\\.trace_id=\"(?<suffix>[0-9]{1,20})\"");

    private ShopCapture() {}

    /** What a client sent: the traceparent header, which may be none, and what it was answered. */
    record Sent(String traceparent, String method, String path, int status) {

        boolean traced() {
            return !traceparent.isEmpty();
        }

        boolean sampled() {
            return traceparent.endsWith("-01");
        }

        String traceId() {
            return traceparent.substring(3, 35);
        }
    }

    static List<Sent> sent() throws IOException {
        return Files.readAllLines(FOLDER.resolve("traces.tsv")).stream()
                .map(line -> line.split("\t"))
                .map(fields -> new Sent(fields[0], fields[1], fields[2], Integer.parseInt(fields[3])))
                .toList();
    }

    /** The records that name a trace, counted in the files as they are, by the low half of its id. */
    static Map<String, Integer> recordsByTrace() throws IOException {
        Map<String, Integer> records = new HashMap<>();
        for (Path file : logs()) {
            Matcher named = NAMED.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            while (named.find()) {
                records.merge(low(named), 1, Integer::sum);
            }
        }
        return records;
    }

    private static String low(Matcher named) {
        for (String form : List.of("w3c", "json", "hex")) {
            if (named.group(form) != null) {
                return named.group(form).substring(16);
            }
        }
        String decimal = named.group("decimal") != null ? named.group("decimal") : named.group("suffix");
        return String.format("%016x", Long.parseUnsignedLong(decimal));
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    static List<FileSlice> slices(Instant read) throws IOException {
        List<FileSlice> slices = new ArrayList<>();
        for (Path file : logs()) {
            byte[] bytes = Files.readAllBytes(file);
            String path = "/var/log/" + FOLDER.relativize(file);
            DetectedFormat format =
                    FormatDetector.detect(Arrays.copyOf(bytes, Math.min(bytes.length, SLICE_BYTES)), path);
            SliceSource source = new SliceSource(
                    FileId.of(path), "shop", "production", "web-1", path, format.parser(), format.definition());
            slices.addAll(slices(bytes, source, read));
        }
        return slices;
    }

    private static List<FileSlice> slices(byte[] bytes, SliceSource source, Instant read) throws IOException {
        Cutter cutter = new Cutter(source, read);
        RecordReader.read(
                new ByteArrayInputStream(bytes),
                Framing.of(source.parser(), source.definition()),
                (buffer, from, length, offset, start, open) ->
                        cutter.add(Arrays.copyOfRange(buffer, from, from + length), offset, start, open));
        cutter.cut(false);
        return cutter.slices;
    }

    /** Puts records together as the tailer does: a piece of a record that goes on is the first or the last of its slice. */
    private static final class Cutter {

        private final List<FileSlice> slices = new ArrayList<>();
        private final SliceSource source;
        private final Instant read;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Integer> lengths = new ArrayList<>();
        private OptionalLong continues = OptionalLong.empty();
        private long from;

        Cutter(SliceSource source, Instant read) {
            this.source = source;
            this.read = read;
        }

        void add(byte[] record, long offset, long start, boolean open) {
            if (start < offset || bytes.size() + record.length > SLICE_BYTES) {
                cut(false);
            }
            if (lengths.isEmpty()) {
                from = offset;
                continues = start < offset ? OptionalLong.of(start) : OptionalLong.empty();
            }
            bytes.writeBytes(record);
            lengths.add(record.length);
            if (open) {
                cut(true);
            }
        }

        void cut(boolean open) {
            if (!lengths.isEmpty()) {
                int[] each = lengths.stream().mapToInt(length -> length).toArray();
                slices.add(new FileSlice(source, from, each, continues, open, bytes.toByteArray(), read));
                bytes.reset();
                lengths.clear();
            }
        }
    }

    static List<SpanMessage> spans(Instant read) throws IOException {
        return messages("otlp.jsonl", read);
    }

    static List<SpanMessage> lateSpans(Instant read) throws IOException {
        return messages("otlp-late.jsonl", read);
    }

    private static List<SpanMessage> messages(String file, Instant read) throws IOException {
        return Files.readAllLines(FOLDER.resolve("spans").resolve(file)).stream()
                .map(line -> new SpanMessage(line.getBytes(StandardCharsets.UTF_8), read, ""))
                .toList();
    }
}
