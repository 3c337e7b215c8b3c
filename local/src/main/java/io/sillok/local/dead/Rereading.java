package io.sillok.local.dead;

import io.sillok.job.parse.Admission;
import io.sillok.job.parse.RangeSet;
import io.sillok.model.EventMasker;
import io.sillok.model.Fields;
import io.sillok.model.FileSlice;
import io.sillok.model.IndexOperation;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an original with today's parsers. Pure.
 *
 * @param parser in place of the one that the slices name
 * @param definition over that of the slices
 */
public record Rereading(Optional<String> parser, Map<String, String> definition, EventMasker masker) {

    /** What became of a record. */
    public sealed interface Result {

        /** Its events are taken now: the writes that show them. */
        record Parsed(List<IndexOperation> creates) implements Result {}

        /** They are not. */
        record StillRejected(String reason) implements Result {}
    }

    /**
     * @param at offset of the record's first byte
     * @param to where it ends, as far as that is known
     * @param replaced ordinals of the events that the index has as rejected
     */
    public Result of(List<FileSlice> slices, long at, long to, Set<Integer> replaced) {
        List<LogEvent> events = events(slices, at, to);
        Optional<LogEvent> rejected = events.stream().filter(LogEvent::rejected).findFirst();
        if (events.isEmpty() || rejected.isPresent()) {
            return new Result.StillRejected(
                    rejected.flatMap(event -> event.text(Fields.ERROR_TYPE)).orElse("no event begins there"));
        }
        Instant read = slices.get(0).timestamp();
        return new Result.Parsed(events.stream()
                .map(event -> event.toBuilder()
                        .attribute(
                                Fields.REPLAYED,
                                replaced.contains(event.position().ordinal()) ? "instead" : "added")
                        .build())
                .map(event -> IndexOperation.create(MaskedEvent.of(event, masker), read))
                .toList());
    }

    private List<LogEvent> events(List<FileSlice> slices, long at, long to) {
        FileParser reader = new FileParser(source(slices.get(0).source()));
        RangeSet accepted = new RangeSet();
        List<ParsedEvent> events = new ArrayList<>();
        for (FileSlice slice : slices) {
            if (slice.single()) {
                events.addAll(reader.accept(RecordBytes.whole(slice.bytes(), 0, slice.bytes().length, slice.offset())));
                continue;
            }
            for (RecordBytes record : Admission.of(slice, accepted).records()) {
                accepted.add(record.offset(), record.end());
                if (record.continues().orElse(record.offset()) >= at && record.offset() < to) {
                    events.addAll(reader.accept(record));
                }
            }
        }
        events.addAll(reader.finish());
        return events.stream()
                .map(ParsedEvent::event)
                .filter(event -> event.position().offset() == at)
                .toList();
    }

    private SliceSource source(SliceSource written) {
        Map<String, String> merged = new LinkedHashMap<>(written.definition());
        merged.putAll(definition);
        return new SliceSource(
                written.fileId(),
                written.service(),
                written.environment(),
                written.host(),
                written.path(),
                parser.orElse(written.parser()),
                merged,
                written.resource());
    }
}
