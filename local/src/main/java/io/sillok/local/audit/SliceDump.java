package io.sillok.local.audit;

import io.sillok.job.parse.RangeSet;
import io.sillok.job.parse.RangeSet.Range;
import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prints the records that stand in a topic, file by file in the order in which the files first appear. The first file is
 * printed while the topic is read, as far as its slices come in order; all else is set aside on disk until it is its turn.
 */
public final class SliceDump {

    private static final int MOST_HOLES_TOLD = 20;

    /**
     * How to print.
     *
     * @param dedupe each byte of a file once, in the order of the file, as the job takes them; else all as it arrived
     * @param names a line with path and file id before each file
     * @param wanted which files
     * @param temporary folder for what is set aside
     */
    public record Form(boolean dedupe, boolean names, Predicate<SliceSource> wanted, Path temporary) {}

    private final SliceTopic topic;
    private final Form form;
    private final OutputStream out;
    private final Map<FileId, DumpedFile> files = new LinkedHashMap<>();

    private SliceDump(SliceTopic topic, Form form, OutputStream out) {
        this.topic = topic;
        this.form = form;
        this.out = out;
    }

    /** What a person should know of the topic, beside what was printed: holes, and records that are no slices. */
    public record Findings(List<String> faults, List<String> notes) {}

    public static Findings print(SliceTopic topic, Form form, OutputStream out) throws IOException {
        return new SliceDump(topic, form, out).print();
    }

    private Findings print() throws IOException {
        List<String> faults = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try (Spool spool = new Spool(form.temporary())) {
            topic.forEach((slice, partition) -> {
                if (form.wanted().test(slice.source())) {
                    take(slice, partition, spool);
                }
            });
            topic.foreignRecords().ifPresent(faults::add);
            for (DumpedFile file : files.values()) {
                file.printRest();
                tellHoles(file, faults, notes);
            }
        }
        out.flush();
        return new Findings(faults, notes);
    }

    private void take(FileSlice slice, int partition, Spool spool) throws IOException {
        DumpedFile file = files.get(slice.source().fileId());
        if (file == null) {
            file = new DumpedFile(slice.source(), form.dedupe(), out, new Tape(spool), topic.beginsLate(partition));
            boolean first = files.isEmpty();
            files.put(slice.source().fileId(), file);
            if (form.names()) {
                file.name(name(slice.source()));
            }
            if (first) {
                file.begin();
            }
        }
        file.take(slice);
    }

    private static byte[] name(SliceSource source) {
        return ("==> " + source.path() + " " + source.fileId() + " <==\n").getBytes(StandardCharsets.UTF_8);
    }

    private void tellHoles(DumpedFile file, List<String> faults, List<String> notes) {
        RangeSet arrived = file.arrived();
        List<Range> holes = arrived.missing(0, arrived.end());
        String name = file.source().path() + " (" + file.source().fileId() + ")";
        int told = 0;
        for (Range hole : holes) {
            if (hole.from() == 0 && file.mayHaveLostItsHead()) {
                notes.add(name + ": the first " + hole.to() + " bytes are not in " + topic.name()
                        + " any more: Kafka has deleted its oldest records");
            } else if (told++ < MOST_HOLES_TOLD) {
                faults.add(name + ": bytes " + hole.from() + " to " + hole.to() + " are not in " + topic.name() + " ("
                        + hole.length() + " bytes)");
            }
        }
        if (told > MOST_HOLES_TOLD) {
            faults.add(name + ": and " + (told - MOST_HOLES_TOLD) + " more holes");
        }
    }
}
