package io.sillok.parsers;

import io.sillok.parsers.laravel.LaravelLineParser;
import io.sillok.parsers.nginx.AccessFormats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a file's format from its beginning: every line votes for the format that it can only be of. */
public final class FormatDetector {

    private static final int MAX_LINES = 400;

    private FormatDetector() {}

    /**
     * @param firstBytes up to 64 KiB of the file; it may begin and end in the middle of a record
     * @param path decides nothing by itself
     */
    public static DetectedFormat detect(byte[] firstBytes, String path) {
        String text = RecordText.of(firstBytes, 0, firstBytes.length);
        Map<DetectedFormat, Integer> votes = new LinkedHashMap<>();
        text.lines().limit(MAX_LINES).forEach(line -> sniff(line)
                .ifPresent(format -> votes.merge(format, 1, Integer::sum)));
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(DetectedFormat.of("unknown"));
    }

    /** The format that one line, or the first line of a record, is of. */
    public static Optional<DetectedFormat> sniff(String line) {
        if (LaravelLineParser.starts(line)) {
            return Optional.of(DetectedFormat.of("laravel.line"));
        }
        return AccessFormats.definition(line).map(definition -> new DetectedFormat("nginx.access", definition));
    }
}
