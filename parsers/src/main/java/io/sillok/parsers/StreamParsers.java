package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.Framing;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several formats in one stream, as PHP-FPM's image writes access log, error log and the program's output to stderr: the
 * first parser that takes a line has it, the last one has what is left. The last alone may put lines together.
 */
final class StreamParsers implements FileAssembly {

    private record Candidate(String name, RecordParser parser) {}

    private final List<Candidate> first;
    private final FileAssembly last;

    private StreamParsers(List<Candidate> first, FileAssembly last) {
        this.first = first;
        this.last = last;
    }

    /** The names of a stream's parsers, in the order in which they are asked: its own, else the file's. */
    static List<String> names(String key, SliceSource source) {
        return names(key, source.parser(), new Definition(source.definition()));
    }

    private static List<String> names(String key, String parser, Definition definition) {
        String names = definition.text(key).orElse(parser);
        List<String> list = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            list.add(name.strip());
        }
        return list;
    }

    static FileAssembly compile(String key, SliceSource source) throws DefinitionException {
        return compile(key, source.parser(), source.definition());
    }

    static FileAssembly compile(String key, String parser, Map<String, String> values) throws DefinitionException {
        Definition definition = new Definition(values);
        List<String> names = names(key, parser, definition);
        String lastName = names.get(names.size() - 1);
        FileAssembly last = compile(key, lastName, definition);
        List<Candidate> first = new ArrayList<>();
        for (String name : names.subList(0, names.size() - 1)) {
            boolean byLine = Framing.of(name).byLine() && Framing.of(lastName).byLine();
            if (!(compile(key, name, definition) instanceof SingleRecords records) || !byLine) {
                throw new DefinitionException(key + ": " + name + " and " + lastName
                        + " cannot share a stream, because one of them reads several lines as one record");
            }
            first.add(new Candidate(name, records.parser()));
        }
        return first.isEmpty() ? last : new StreamParsers(first, last);
    }

    private static FileAssembly compile(String key, String name, Definition definition) throws DefinitionException {
        try {
            return FormatCatalog.compile(name, definition);
        } catch (DefinitionException e) {
            throw new DefinitionException(key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<LogEvent> accept(LogRecord record) {
        for (Candidate candidate : first) {
            List<LogEvent> events = candidate.parser().parse(record.readBy(candidate.name()));
            if (events.stream().noneMatch(LogEvent::rejected)) {
                return events;
            }
        }
        return last.accept(record);
    }

    @Override
    public List<LogEvent> preview(Optional<LogRecord> open) {
        return last.preview(open);
    }

    @Override
    public List<LogEvent> finish() {
        return last.finish();
    }

    @Override
    public boolean holding() {
        return last.holding();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        last.write(out);
    }

    @Override
    public void read(SliceSource source, DataInput in) throws IOException {
        last.read(source, in);
    }
}
