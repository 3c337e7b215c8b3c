package io.sillok.local.audit;

import io.sillok.model.FileId;
import io.sillok.model.config.ConfigException;
import io.sillok.tailer.FileGroup;
import io.sillok.tailer.KnownFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Holds three accounts against each other: what the tailer's checkpoint says that Kafka has, what the job's ledger or Kafka
 * itself has, and what stands on the disk.
 */
public final class Audit {

    /**
     * What to look at.
     *
     * @param ledger the job's ledger is believed if there is one
     * @param tailerData the tailer's data folder, if it is known
     * @param groups the files that the tailer is to ship
     * @param files globs of more files that must have been shipped
     * @param verify whether the bytes in Kafka are compared with those on the disk
     * @param temporary folder for what has to be unpacked
     */
    public record Request(
            KafkaAccess kafka,
            String topic,
            Optional<String> ledger,
            Optional<Path> tailerData,
            List<FileGroup> groups,
            List<String> files,
            boolean verify,
            Path temporary) {}

    private final Request request;
    private final List<String> notes = new ArrayList<>();

    private Audit(Request request) {
        this.request = request;
    }

    /**
     * @throws ConfigException if there is no topic to look at
     * @throws IOException if Kafka or a file cannot be read
     */
    public static AuditReport of(Request request) throws ConfigException, IOException {
        return new Audit(request).report();
    }

    private AuditReport report() throws ConfigException, IOException {
        // In this order: what is acknowledged by now must be in Kafka, and what is there must have been on the disk.
        List<KnownFile> known = request.tailerData().isPresent()
                ? KnownFile.in(request.tailerData().get())
                : List.of();
        Optional<Arrivals> ledger = request.ledger().isPresent()
                ? Arrivals.ofLedger(request.kafka(), request.ledger().get())
                : Optional.empty();
        if (ledger.isPresent() && !request.verify()) {
            Disk disk = look(known, ledger.get());
            return report(known, ledger.get(), disk, Map.of());
        }
        try (SliceTopic topic = SliceTopic.open(request.kafka(), request.topic())) {
            return request.verify() ? verify(known, ledger, topic) : plain(known, topic);
        }
    }

    private AuditReport plain(List<KnownFile> known, SliceTopic topic) throws IOException {
        Arrivals arrivals = Arrivals.of(topic, (slice, partition) -> {});
        topic.foreignRecords().ifPresent(notes::add);
        return report(known, arrivals, look(known, arrivals), Map.of());
    }

    /** Where files are must be known before their slices are read, so without a checkpoint the topic is read twice. */
    private AuditReport verify(List<KnownFile> known, Optional<Arrivals> ledger, SliceTopic topic) throws IOException {
        Arrivals beforehand = known.isEmpty() ? Arrivals.of(topic, (slice, partition) -> {}) : Arrivals.NONE;
        Disk disk = look(known, beforehand);
        try (Comparisons comparisons = new Comparisons(disk.places(), request.temporary())) {
            Arrivals arrivals = Arrivals.of(topic, (slice, partition) -> comparisons.compare(slice));
            topic.foreignRecords().ifPresent(notes::add);
            Map<FileId, Comparison> results = new HashMap<>();
            if (comparisons.masked() > 0) {
                notes.add(comparisons.masked() + " files were masked on their host: what stands in " + topic.name()
                        + " for their bytes is other text, and was not compared with them");
            }
            disk.places().keySet().forEach(id -> comparisons.of(id).ifPresent(result -> results.put(id, result)));
            return report(known, ledger.orElse(arrivals), disk, results);
        }
    }

    private Disk look(List<KnownFile> known, Arrivals arrivals) throws IOException {
        Set<Path> named = new LinkedHashSet<>(NamedFiles.of(request.groups()));
        named.addAll(NamedFiles.matching(request.files()));
        return Disk.look(known, arrivals.files().values(), named, request.temporary());
    }

    private AuditReport report(List<KnownFile> known, Arrivals arrivals, Disk disk, Map<FileId, Comparison> comparisons)
            throws IOException {
        List<AuditedFile> files = new ArrayList<>();
        Set<FileId> told = new LinkedHashSet<>();
        for (KnownFile file : known) {
            told.add(file.id());
            files.add(audited(
                    file.id(),
                    file.path().toString(),
                    OptionalLong.of(file.acknowledged()),
                    arrivals,
                    disk,
                    comparisons));
        }
        List<Arrival> others = arrivals.files().values().stream()
                .filter(arrival -> !told.contains(arrival.id()))
                .toList();
        if (known.isEmpty()) {
            for (Arrival other : others) {
                files.add(audited(other.id(), other.path(), OptionalLong.empty(), arrivals, disk, comparisons));
            }
        } else if (!others.isEmpty()) {
            notes.add(others.size() + " files in " + arrivals.topic()
                    + " are not in this tailer's checkpoint, and were not looked at: they are another tailer's");
        }
        for (DiskFile stranger : disk.strangers()) {
            unshipped(stranger).ifPresent(files::add);
        }
        return new AuditReport(request.kafka().brokers(), arrivals.topic(), files, notes, EventAccounts.NONE);
    }

    private AuditedFile audited(
            FileId id,
            String path,
            OptionalLong acknowledged,
            Arrivals arrivals,
            Disk disk,
            Map<FileId, Comparison> comparisons)
            throws IOException {
        Optional<Arrival> arrival = Optional.ofNullable(arrivals.files().get(id));
        Optional<DiskFile> place = Optional.ofNullable(disk.places().get(id));
        List<Hole> holes = Holes.of(arrivals, arrival, acknowledged);
        long told = arrival.map(file -> file.holes().stream()
                        .mapToLong(range -> range.to() - range.from())
                        .sum())
                .orElse(0L);
        long end = arrival.map(Arrival::end).orElse(0L);
        return new AuditedFile(
                id.value(),
                path,
                state(path, place, acknowledged),
                place.map(file -> file.path().toString()),
                place.isPresent() ? size(place.get()) : OptionalLong.empty(),
                Math.max(end, acknowledged.orElse(0)),
                acknowledged,
                arrival.map(Arrival::accepted).orElse(0L),
                arrival.map(Arrival::resent).orElse(0L),
                holes,
                arrival.map(Arrival::missing).orElse(0L) - told,
                Optional.ofNullable(comparisons.get(id)));
    }

    private static AuditedFile.State state(String path, Optional<DiskFile> place, OptionalLong acknowledged) {
        if (place.isEmpty()) {
            return acknowledged.isPresent() ? AuditedFile.State.GONE : AuditedFile.State.ELSEWHERE;
        }
        return place.get().path().toString().equals(path) ? AuditedFile.State.THERE : AuditedFile.State.MOVED;
    }

    /** Empty if it has gone in this moment, or is packed and not whole. */
    private OptionalLong size(DiskFile file) throws IOException {
        try (FileChannel content = file.open(request.temporary())) {
            return OptionalLong.of(content.size());
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (EOFException | ZipException e) {
            notes.add(file.path() + " is packed and not whole (" + e.getMessage() + "), so it was not looked at");
            return OptionalLong.empty();
        }
    }

    private Optional<AuditedFile> unshipped(DiskFile file) throws IOException {
        OptionalLong size = size(file);
        if (size.orElse(0) == 0) {
            return Optional.empty();
        }
        return Optional.of(new AuditedFile(
                "",
                file.path().toString(),
                file.hasALine() ? AuditedFile.State.UNSHIPPED : AuditedFile.State.BEGINNING,
                Optional.of(file.path().toString()),
                size,
                0,
                OptionalLong.empty(),
                0,
                0,
                List.of(),
                0,
                Optional.empty()));
    }
}
