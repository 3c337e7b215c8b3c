package io.sillok.local.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.job.parse.RangeSet.Range;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What an audit found.
 *
 * @param topic whose account was believed
 * @param notes what a person should know beside
 * @param events what became of the files' events
 */
public record AuditReport(
        String brokers, String topic, List<AuditedFile> files, List<String> notes, EventAccounts events) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether nothing is lost, as far as can be told. */
    public boolean isComplete() {
        return files.stream().noneMatch(AuditedFile::isAtFault) && events.isComplete();
    }

    /** Whether all that stands on the disk has arrived. */
    public boolean isSettled() {
        return files.stream().allMatch(AuditedFile::isSettled) && events.isSettled();
    }

    /** The same with what became of the events. */
    public AuditReport with(EventAccounts accounts) {
        return new AuditReport(brokers, topic, files, notes, accounts);
    }

    /** One object for programs. */
    public String json() {
        ObjectNode report = JSON.createObjectNode()
                .put("kafka", brokers)
                .put("account", topic)
                .put("complete", isComplete())
                .put("settled", isSettled());
        ObjectNode totals = report.putObject("totals").put("files", files.size());
        totals.put(
                "unshipped",
                files.stream()
                        .filter(file -> file.state() == AuditedFile.State.UNSHIPPED)
                        .count());
        totals.put("accepted", sum(AuditedFile::accepted))
                .put("resent", sum(AuditedFile::resent))
                .put("missing", sum(AuditedFile::missing))
                .put("open", sum(AuditedFile::open))
                .put("unread", sum(AuditedFile::unread));
        ArrayNode list = report.putArray("files");
        files.forEach(file -> list.add(json(file)));
        notes.forEach(report.putArray("notes")::add);
        if (!events.files().isEmpty()) {
            report.set("events", events.json());
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(AuditedFile file) {
        ObjectNode node = JSON.createObjectNode();
        if (!file.id().isEmpty()) {
            node.put("file", file.id());
        }
        node.put("path", file.path()).put("state", file.state().word());
        file.place().ifPresent(place -> node.put("place", place));
        file.size().ifPresent(size -> node.put("size", size));
        node.put("shipped", file.shipped());
        file.acknowledged().ifPresent(acknowledged -> node.put("acknowledged", acknowledged));
        node.put("accepted", file.accepted())
                .put("resent", file.resent())
                .put("missing", file.missing())
                .put("open", file.open())
                .put("unread", file.unread());
        ArrayNode holes = node.putArray("holes");
        for (Hole hole : file.holes()) {
            holes.addObject()
                    .put("kind", hole.kind().word())
                    .put("from", hole.from())
                    .put("to", hole.to());
        }
        file.comparison().ifPresent(comparison -> {
            ObjectNode verified = node.putObject("verified")
                    .put("compared", comparison.compared())
                    .put("different", comparison.different());
            ArrayNode differences = verified.putArray("differences");
            for (Range range : comparison.differences()) {
                differences.addObject().put("from", range.from()).put("to", range.to());
            }
        });
        return node;
    }

    /** A table for people, and below it what is wrong. */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "STATE", "SIZE", "SHIPPED", "ACKED", "ACCEPTED", "RESENT", "MISSING", "OPEN", "UNREAD", "FILE"));
        files.forEach(file -> rows.add(row(file)));
        StringBuilder text = new StringBuilder();
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                // Words to the left, numbers to the right; nothing behind the last.
                String padding = " ".repeat(widths[i] - row.get(i).length());
                boolean number = i > 0 && i < columns - 1;
                text.append(number ? padding : "").append(row.get(i));
                text.append(i == 0 ? padding : "").append(i == columns - 1 ? "\n" : "  ");
            }
        }
        files.stream().flatMap(AuditReport::findings).forEach(line -> text.append(line)
                .append('\n'));
        if (!events.files().isEmpty()) {
            text.append(events.text()).append('\n');
        }
        return text.append(summary()).toString();
    }

    private static List<String> row(AuditedFile file) {
        String name = file.place()
                .filter(place -> !place.equals(file.path()))
                .map(place -> file.path() + " now " + place)
                .orElse(file.path());
        return List.of(
                file.state().word(),
                file.size().isPresent() ? Long.toString(file.size().getAsLong()) : "-",
                Long.toString(file.shipped()),
                file.acknowledged().isPresent()
                        ? Long.toString(file.acknowledged().getAsLong())
                        : "-",
                Long.toString(file.accepted()),
                Long.toString(file.resent()),
                Long.toString(file.missing()),
                Long.toString(file.open()),
                Long.toString(file.unread()),
                name);
    }

    private static Stream<String> findings(AuditedFile file) {
        String name = file.path() + (file.id().isEmpty() ? "" : " (" + file.id() + ")");
        Stream<String> unshipped =
                file.state() == AuditedFile.State.UNSHIPPED ? Stream.of(name + ": nobody ships it") : Stream.empty();
        Stream<String> holes = file.holes().stream()
                .map(hole -> name + ": bytes " + hole.from() + " to " + hole.to() + " are "
                        + hole.kind().word());
        Stream<String> untold = file.unseen() > 0
                ? Stream.of(name + ": " + file.unseen() + " more bytes are missing, in further holes")
                : Stream.empty();
        Stream<String> differences = file.comparison().stream()
                .flatMap(comparison -> comparison.differences().stream())
                .map(range ->
                        name + ": bytes " + range.from() + " to " + range.to() + " in Kafka differ from the file's");
        return Stream.of(unshipped, holes, untold, differences).flatMap(found -> found);
    }

    private String summary() {
        String verdict = isSettled() ? "all is there" : isComplete() ? "nothing is missing" : "NOT ALL IS THERE";
        long compared = sum(file -> file.comparison().map(Comparison::compared).orElse(0L));
        return verdict + ": " + files.size() + " files by the account of " + topic + " at " + brokers + ", "
                + sum(AuditedFile::accepted) + " bytes accepted, " + sum(AuditedFile::resent)
                + " sent again and dropped, "
                + sum(AuditedFile::missing) + " missing, " + sum(AuditedFile::open) + " open, "
                + sum(AuditedFile::unread) + " unread"
                + (compared > 0 ? ", " + compared + " compared with the files" : "");
    }

    private long sum(ToLongFunction<AuditedFile> column) {
        return files.stream().mapToLong(column).sum();
    }
}
