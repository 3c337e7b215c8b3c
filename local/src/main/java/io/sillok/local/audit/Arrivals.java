package io.sillok.local.audit;

import io.sillok.job.parse.RangeSet;
import io.sillok.job.parse.RangeSet.Range;
import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.LedgerEntry;
import io.sillok.model.SliceSource;
import io.sillok.model.config.ConfigException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of all files, by the account of the job or of the topic itself.
 *
 * @param topic whose account it is
 * @param ledger whether it is the job's: then bytes may be in Kafka that the job has not taken yet
 * @param beginsLate whether Kafka has deleted records of the topic
 */
record Arrivals(String topic, boolean ledger, boolean beginsLate, Map<FileId, Arrival> files) {

    static final Arrivals NONE = new Arrivals("", false, false, Map.of());

    /** Every byte that stands in the topic is looked at; each slice is shown to the visitor too. */
    static Arrivals of(SliceTopic topic, SliceTopic.Visitor visitor) throws IOException {
        Map<FileId, Tally> tallies = new LinkedHashMap<>();
        topic.forEach((slice, partition) -> {
            boolean late = topic.beginsLate(partition);
            tallies.computeIfAbsent(slice.source().fileId(), id -> new Tally(slice.source(), late))
                    .add(slice);
            visitor.slice(slice, partition);
        });
        Map<FileId, Arrival> files = new LinkedHashMap<>();
        tallies.forEach((id, tally) -> files.put(id, tally.arrival()));
        return new Arrivals(topic.name(), false, topic.beginsLate(), files);
    }

    /** By the newest entry of each file; empty if there is no ledger, or nothing in it. */
    static Optional<Arrivals> ofLedger(KafkaAccess access, String topic) throws ConfigException, IOException {
        Optional<TopicReader> found = TopicReader.find(access, topic);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, LedgerEntry> entries = new HashMap<>();
        try (TopicReader reader = found.get()) {
            reader.forEach(record -> {
                if (record.value() != null) {
                    LedgerEntry entry = LedgerEntry.parse(record.value());
                    entries.put(entry.file(), entry);
                }
            });
        }
        Map<FileId, Arrival> files = new LinkedHashMap<>();
        entries.values().stream().map(Arrivals::arrival).forEach(file -> files.put(file.id(), file));
        return files.isEmpty() ? Optional.empty() : Optional.of(new Arrivals(topic, true, false, files));
    }

    private static Arrival arrival(LedgerEntry entry) {
        List<Range> holes = entry.holes().stream()
                .map(hole -> new Range(hole.from(), hole.to()))
                .toList();
        return new Arrival(
                new FileId(entry.file()),
                entry.path(),
                entry.accepted(),
                entry.resent(),
                entry.missing() + entry.open(),
                entry.end(),
                holes,
                false);
    }

    private static final class Tally {

        private final RangeSet ranges = new RangeSet();
        private final SliceSource source;
        private final boolean mayHaveLostItsHead;
        private long came;

        Tally(SliceSource source, boolean mayHaveLostItsHead) {
            this.source = source;
            this.mayHaveLostItsHead = mayHaveLostItsHead;
        }

        void add(FileSlice slice) {
            came += slice.fileBytes();
            ranges.add(slice.offset(), slice.end());
        }

        Arrival arrival() {
            long accepted = ranges.size();
            long end = ranges.end();
            return new Arrival(
                    source.fileId(),
                    source.path(),
                    accepted,
                    came - accepted,
                    end - accepted,
                    end,
                    ranges.missing(0, end),
                    mayHaveLostItsHead);
        }
    }
}
