package io.sillok.local.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.local.audit.EventAccount.Found;
import io.sillok.model.LedgerEntry;
import io.sillok.model.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The accounts of all files' events. */
public record EventAccounts(List<EventAccount> files) {

    public static final EventAccounts NONE = new EventAccounts(List.of());

    /**
     * Of the newest entries of a ledger.
     *
     * @param found by file id, what the index has; empty if it was not asked
     * @throws IOException if the ledger cannot be read
     */
    public static EventAccounts of(KafkaAccess access, String topic, Optional<Map<String, Found>> found)
            throws ConfigException, IOException {
        Map<String, LedgerEntry> entries = new LinkedHashMap<>();
        Optional<TopicReader> ledger = TopicReader.find(access, topic);
        if (ledger.isPresent()) {
            try (TopicReader reader = ledger.get()) {
                reader.forEach(record -> {
                    if (record.value() != null) {
                        LedgerEntry entry = LedgerEntry.parse(record.value());
                        entries.put(entry.file(), entry);
                    }
                });
            }
        }
        return of(entries.values().stream().toList(), found);
    }

    static EventAccounts of(List<LedgerEntry> entries, Optional<Map<String, Found>> found) {
        return new EventAccounts(entries.stream()
                .map(entry ->
                        new EventAccount(entry, found.map(index -> index.getOrDefault(entry.file(), Found.NOTHING))))
                .toList());
    }

    public boolean isComplete() {
        return files.stream().allMatch(file -> file.faults().isEmpty());
    }

    public boolean isSettled() {
        return files.stream().allMatch(EventAccount::isSettled);
    }

    /** A member of the report's object. */
    ObjectNode json() {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("complete", isComplete()).put("settled", isSettled());
        ObjectNode totals = report.putObject("totals");
        COLUMNS.forEach((name, column) -> totals.put(name, sum(column)));
        if (asked()) {
            totals.put("documents", documents());
        }
        for (EventAccount file : files) {
            ObjectNode node = report.withArray("files").addObject();
            node.put("file", file.ledger().file()).put("path", file.ledger().path());
            COLUMNS.forEach((name, column) -> node.put(name, column.applyAsLong(file.ledger())));
            file.found().ifPresent(found -> node.put("documents", found.documents()));
            file.faults().forEach(node.withArray("faults")::add);
        }
        return report;
    }

    /** Lines for people: what is wrong, and a summary. */
    String text() {
        Stream<String> faults = files.stream().flatMap(file -> file.faults().stream()
                .map(fault -> file.ledger().path() + " (" + file.ledger().file() + "): " + fault));
        List<String> lines = new ArrayList<>(faults.toList());
        String verdict = isSettled() ? "all are settled" : isComplete() ? "some are under way" : "THEY DO NOT ADD UP";
        lines.add("events: " + verdict + ": " + sum(LedgerEntry::events) + " events, " + sum(LedgerEntry::rejected)
                + " of them rejected; " + sum(LedgerEntry::indexed) + " indexed, " + sum(LedgerEntry::refused)
                + " refused, " + sum(LedgerEntry::dropped) + " dropped by rule, " + sum(LedgerEntry::underWay)
                + " under way" + (asked() ? "; the index has " + documents() : ""));
        return String.join("\n", lines);
    }

    private static final Map<String, ToLongFunction<LedgerEntry>> COLUMNS = columns();

    private static Map<String, ToLongFunction<LedgerEntry>> columns() {
        Map<String, ToLongFunction<LedgerEntry>> columns = new LinkedHashMap<>();
        columns.put("events", LedgerEntry::events);
        columns.put("rejected", LedgerEntry::rejected);
        columns.put("indexed", LedgerEntry::indexed);
        columns.put("refused", LedgerEntry::refused);
        columns.put("dropped", LedgerEntry::dropped);
        columns.put("under_way", LedgerEntry::underWay);
        return columns;
    }

    private boolean asked() {
        return files.stream().anyMatch(file -> file.found().isPresent());
    }

    private long documents() {
        return files.stream()
                .flatMap(file -> file.found().stream())
                .mapToLong(Found::documents)
                .sum();
    }

    private long sum(ToLongFunction<LedgerEntry> column) {
        return files.stream().map(EventAccount::ledger).mapToLong(column).sum();
    }
}
