package io.sillok.parsers;

import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The capture of a real shop, or another of the same layout: {@code -Dshop.logs=DIR}. */
final class ShopLogs {

    static final Path FOLDER = Path.of(System.getProperty("shop.logs", "../samples/shop"));

    private ShopLogs() {}

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DetectedFormat detect(byte[] bytes, String path) {
        return FormatDetector.detect(Arrays.copyOf(bytes, Math.min(bytes.length, 64 * 1024)), path);
    }

    static SliceSource source(String path, String parser, Map<String, String> definition) {
        return new SliceSource(FileId.of(path), "shop", "production", "web-1", path, parser, definition);
    }

    static List<LogEvent> events(String file) {
        byte[] bytes = bytes(file);
        DetectedFormat format = detect(bytes, file);
        return events(bytes, source(file, format.parser(), format.definition()));
    }

    static List<LogEvent> events(byte[] bytes, SliceSource source) {
        return events(records(bytes, source), source);
    }

    static List<LogEvent> events(List<RecordBytes> records, SliceSource source) {
        FileParser parser = new FileParser(source);
        List<LogEvent> events = new ArrayList<>();
        for (RecordBytes record : records) {
            parser.accept(record).forEach(event -> events.add(event.event()));
        }
        parser.finish().forEach(event -> events.add(event.event()));
        return events;
    }

    static List<RecordBytes> records(byte[] bytes, SliceSource source) {
        List<RecordBytes> records = new ArrayList<>();
        try {
            RecordReader.read(
                    new ByteArrayInputStream(bytes),
                    Framing.of(source.parser(), source.definition()),
                    (buffer, from, length, offset, start, open) -> records.add(new RecordBytes(
                            Arrays.copyOfRange(buffer, from, from + length),
                            0,
                            length,
                            offset,
                            start < offset ? OptionalLong.of(start) : OptionalLong.empty(),
                            open)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
