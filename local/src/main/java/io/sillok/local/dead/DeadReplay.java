package io.sillok.local.dead;

import io.sillok.local.dead.Originals.Original;
import io.sillok.local.dead.Rereading.Result;
import io.sillok.model.IndexOperation;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings dead letters back to life: their originals are read again, and what parses now goes to its day; only then the
 * rejected document is taken away, and only then the letter withdrawn. Ids are those of the first reading, so every step may
 * be done again, and a replay that was broken off is finished by the next.
 */
public final class DeadReplay {

    /** What became of a letter. */
    public enum Fate {
        /** Its events are in their day, and it is withdrawn. */
        REPLAYED,
        /** The same would be so. */
        WOULD_REPLAY,
        /** Today's parsers do not take it either, or the index does not. */
        STILL_DEAD,
        /** Its original is not to be had any more. */
        GONE
    }

    /** @param why empty where all is well */
    public record Replayed(Letter letter, Fate fate, String why) {}

    private record Event(String file, long offset) {}

    /** Letters of one record, whose events are ready to be written. */
    private record Ready(List<Letter> letters, List<IndexOperation> creates) {}

    private final Originals originals;
    private final Rereading rereading;
    private final List<Replayed> done = new ArrayList<>();

    public DeadReplay(Originals originals, Rereading rereading) {
        this.originals = originals;
        this.rereading = rereading;
    }

    /** Changes nothing. */
    public List<Replayed> tryOut(List<Letter> letters) throws IOException {
        for (Ready ready : read(letters)) {
            ready.letters.forEach(letter -> done.add(new Replayed(letter, Fate.WOULD_REPLAY, "")));
        }
        return done;
    }

    /**
     * @param withdrawal is given each letter that is done with
     * @throws IOException if Kafka or the index do not answer: what was not done yet stays as it was
     */
    public List<Replayed> run(List<Letter> letters, DocumentSink index, Consumer<Letter> withdrawal)
            throws IOException, InterruptedException {
        PatientWrites writes = new PatientWrites(index);
        List<Ready> created = create(read(letters), writes);
        List<Letter> risen =
                created.stream().flatMap(ready -> ready.letters.stream()).toList();
        writes.write(risen.stream()
                .filter(letter -> !letter.refused())
                .map(letter -> IndexOperation.deleteRejected(letter.id()))
                .toList());
        for (Letter letter : risen) {
            withdrawal.accept(letter);
            done.add(new Replayed(letter, Fate.REPLAYED, ""));
        }
        return done;
    }

    private List<Ready> read(List<Letter> letters) throws IOException {
        Map<Event, List<Letter>> byRecord = new LinkedHashMap<>();
        letters.stream()
                .sorted(Comparator.comparing((Letter letter) ->
                                letter.place().map(place -> place.partition()).orElse(-1))
                        .thenComparing(letter ->
                                letter.place().map(place -> place.offset()).orElse(-1L)))
                .forEach(letter -> byRecord.computeIfAbsent(
                                new Event(letter.file(), letter.offset()), none -> new ArrayList<>())
                        .add(letter));
        List<Ready> ready = new ArrayList<>();
        for (List<Letter> record : byRecord.values()) {
            read(record, ready);
        }
        return ready;
    }

    private void read(List<Letter> record, List<Ready> ready) throws IOException {
        Letter first = record.get(0);
        long to = record.stream().mapToLong(Letter::to).max().orElseThrow();
        Original original = originals.of(first);
        if (original instanceof Original.Gone gone) {
            settle(record, Fate.GONE, gone.why());
            return;
        }
        Set<Integer> replaced = record.stream()
                .filter(letter -> !letter.refused())
                .map(Letter::ordinal)
                .collect(Collectors.toSet());
        Result result = rereading.of(((Original.Found) original).slices(), first.offset(), to, replaced);
        if (result instanceof Result.Parsed parsed) {
            ready.add(new Ready(record, parsed.creates()));
        } else {
            settle(record, Fate.STILL_DEAD, ((Result.StillRejected) result).reason());
        }
    }

    /** @return those whose events are all in the index */
    private List<Ready> create(List<Ready> all, PatientWrites writes) throws IOException, InterruptedException {
        List<Outcome> outcomes = writes.write(
                all.stream().flatMap(ready -> ready.creates.stream()).toList());
        List<Ready> created = new ArrayList<>();
        int at = 0;
        for (Ready ready : all) {
            List<Outcome> own = outcomes.subList(at, at + ready.creates.size());
            at += ready.creates.size();
            String refused = own.stream()
                    .filter(Outcome.Refused.class::isInstance)
                    .map(outcome -> ((Outcome.Refused) outcome).reason())
                    .findFirst()
                    .orElse("");
            if (refused.isEmpty()) {
                created.add(ready);
            } else {
                settle(ready.letters, Fate.STILL_DEAD, refused);
            }
        }
        return created;
    }

    private void settle(List<Letter> letters, Fate fate, String why) {
        letters.forEach(letter -> done.add(new Replayed(letter, fate, why)));
    }
}
