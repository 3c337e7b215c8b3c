package io.sillok.edge;

import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file's definition gives names to the fields of its lines, as a {@code log_format} or a grok pattern does, a value
 * may be a secret by its name alone, which does not stand in the line. So each line is parsed, its event is masked, and what
 * was masked there goes out of the line too.
 */
final class NamedFields {

    private static final String LOG_FORMAT = "log_format";
    private static final String ACCESS_FORMAT = "access_format";

    private final SliceSource source;
    private final EventFieldMasker masker;

    private NamedFields(SliceSource source, EventFieldMasker masker) {
        this.source = source;
        this.masker = masker;
    }

    /** Nothing for files whose lines are of a known form. */
    static Optional<NamedFields> of(String parser, Map<String, String> definition, MaskSettings settings) {
        boolean named =
                switch (parser) {
                    case "grok" -> true;
                    case "nginx.access" ->
                        !definition.getOrDefault(LOG_FORMAT, "combined").equals("combined");
                    case "php_fpm.access" -> definition.containsKey(ACCESS_FORMAT);
                    default -> false;
                };
        SliceSource source = new SliceSource(FileId.of("line"), "", "", "", "", parser, definition);
        return named ? Optional.of(new NamedFields(source, new EventFieldMasker(settings))) : Optional.empty();
    }

    /**
     * The masked line without what its fields' names say is a secret.
     *
     * @return nothing if a value that must go cannot be found in it
     */
    Optional<byte[]> mask(byte[] raw, byte[] masked) {
        Map<String, String> secrets = secrets(raw);
        if (secrets.isEmpty()) {
            return Optional.of(masked);
        }
        String line = new String(masked, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Pattern alone = Pattern.compile("(?<![\\w])" + Pattern.quote(secret.getKey()) + "(?![\\w])");
            line = alone.matcher(line).replaceAll(Matcher.quoteReplacement(secret.getValue()));
        }
        byte[] shown = line.getBytes(StandardCharsets.UTF_8);
        Map<String, String> left = secrets(shown);
        return secrets.keySet().stream().noneMatch(left::containsKey) ? Optional.of(shown) : Optional.empty();
    }

    /** Values of fields that are masked in the event, and what they become. */
    private Map<String, String> secrets(byte[] line) {
        Map<String, String> secrets = new LinkedHashMap<>();
        FileParser parser = new FileParser(source);
        List<ParsedEvent> events = new ArrayList<>(parser.accept(RecordBytes.whole(line, 0, line.length, 0)));
        events.addAll(parser.finish());
        for (ParsedEvent parsed : events) {
            LogEvent event = parsed.event();
            LogEvent shown = MaskedEvent.of(event, masker).event();
            event.attributes().forEach((name, value) -> {
                Object instead = shown.attributes().get(name);
                if (value instanceof String text && !text.isEmpty() && !text.equals(instead)) {
                    secrets.put(text, instead instanceof String known ? known : TextOfRecords.WHOLE);
                }
            });
        }
        return secrets;
    }
}
