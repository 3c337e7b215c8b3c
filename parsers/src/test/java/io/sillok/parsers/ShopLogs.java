package io.sillok.parsers;

import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
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
        FileParser parser = new FileParser(source);
        List<LogEvent> events = new ArrayList<>();
        for (RecordBytes record : records(bytes, source.parser())) {
            parser.accept(record).forEach(event -> events.add(event.event()));
        }
        parser.finish().forEach(event -> events.add(event.event()));
        return events;
    }

    /** Cuts where a line starts a record of the format. */
    static List<RecordBytes> records(byte[] bytes, String parser) {
        List<RecordBytes> records = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            end = Math.min(end + 1, bytes.length);
            if (at > start && Framed.starts(parser, RecordText.of(bytes, at, end - at))) {
                records.add(new RecordBytes(bytes, start, at - start, start, OptionalLong.empty(), false));
                start = at;
            }
            at = end;
        }
        if (start < bytes.length) {
            records.add(new RecordBytes(bytes, start, bytes.length - start, start, OptionalLong.empty(), false));
        }
        return records;
    }
}
