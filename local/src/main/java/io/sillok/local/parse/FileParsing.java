package io.sillok.local.parse;

import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import io.sillok.parsers.DetectedFormat;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.FormatDetector;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One file that is read from its beginning to its end by the code that the tailer and the job run: framing, parser, masker.
 */
public final class FileParsing {

    private final Path file;
    private final SliceSource source;
    private EventFieldMasker masker = new EventFieldMasker();

    private FileParsing(Path file, SliceSource source) {
        this.file = file;
        this.source = source;
    }

    /** Takes events one by one, in the order of the file. */
    @FunctionalInterface
    public interface EventSink {
        void accept(MaskedEvent event) throws IOException;
    }

    /**
     * @param parser its name, or null for the one that the file's beginning speaks for
     * @param definition told to the parser, over what was detected
     */
    public static FileParsing of(Path file, String service, String parser, Map<String, String> definition)
            throws IOException {
        DetectedFormat format = detect(file);
        Map<String, String> merged = new LinkedHashMap<>();
        if (parser == null || parser.equals(format.parser())) {
            merged.putAll(format.definition());
        } else if (format.definition().containsKey(Framing.CONTAINER)) {
            merged.put(Framing.CONTAINER, format.definition().get(Framing.CONTAINER));
        }
        merged.putAll(definition);
        String name = parser == null ? named(format.parser(), definition) : parser;
        String path = file.toString();
        return new FileParsing(file, new SliceSource(FileId.of("parse", path), service, "", "", path, name, merged));
    }

    /** Masks by other rules than the standard ones. */
    public FileParsing masking(MaskSettings settings) {
        masker = new EventFieldMasker(settings);
        return this;
    }

    /** The format that the beginning of a file speaks for. */
    public static DetectedFormat detect(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return FormatDetector.detect(in, file.toString());
        }
    }

    /** A definition that only one parser understands names that parser. */
    private static String named(String detected, Map<String, String> definition) {
        if (definition.containsKey("pattern")) {
            return "grok";
        }
        return definition.containsKey("log_format") ? "nginx.access" : detected;
    }

    public SliceSource source() {
        return source;
    }

    public void run(EventSink sink) throws IOException {
        run(sink, UnaryOperator.identity());
    }

    /** @param joined what is added to an event before it is masked */
    public void run(EventSink sink, UnaryOperator<LogEvent> joined) throws IOException {
        read((bytes, start) -> {}, event -> sink.accept(MaskedEvent.of(joined.apply(event), masker)));
    }

    /** Tells what becomes of each record, and shows nothing of the log that is not masked. */
    public void explain(Appendable out, UnaryOperator<LogEvent> joined) throws IOException {
        Explanation explanation = new Explanation(source, out);
        out.append(source.path()).append(": ").append(source.parser());
        out.append(
                        source.definition().isEmpty()
                                ? ""
                                : ' ' + source.definition().toString())
                .append('\n');
        read(
                (piece, start) -> explanation.record(
                        Arrays.copyOfRange(piece.buffer(), piece.from(), piece.from() + piece.length()),
                        piece.offset(),
                        start != piece.offset()),
                event -> {
                    ReasonedMasker reasoned = new ReasonedMasker(masker);
                    explanation.event(MaskedEvent.of(joined.apply(event), reasoned), reasoned.reasons());
                });
        explanation.finish();
    }

    /** Takes events that are not masked: for what only looks at them. */
    public void look(Consumer<LogEvent> looking) throws IOException {
        read((bytes, start) -> {}, looking::accept);
    }

    private interface Pieces {
        void accept(RecordBytes piece, long start) throws IOException;
    }

    private interface Events {
        void accept(LogEvent event) throws IOException;
    }

    private void read(Pieces pieces, Events events) throws IOException {
        FileParser parser = new FileParser(source);
        try (InputStream in = Files.newInputStream(file)) {
            RecordReader.read(
                    in,
                    Framing.of(source.parser(), source.definition()),
                    (buffer, from, length, offset, start, open) -> {
                        OptionalLong continues = start == offset ? OptionalLong.empty() : OptionalLong.of(start);
                        RecordBytes piece = new RecordBytes(buffer, from, length, offset, continues, open);
                        try {
                            pieces.accept(piece, start);
                            emit(parser.accept(piece), events);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        emit(parser.finish(), events);
    }

    private static void emit(List<ParsedEvent> parsed, Events events) throws IOException {
        for (ParsedEvent each : parsed) {
            events.accept(each.event());
        }
    }
}
