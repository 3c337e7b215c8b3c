package io.sillok.local.audit;

import io.sillok.job.parse.Admission;
import io.sillok.job.parse.RangeSet;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import io.sillok.parsers.RecordBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One file of a dump: what of it was printed, and what waits on its tape. */
final class DumpedFile {

    private final SliceSource source;
    private final boolean dedupe;
    private final OutputStream out;
    private final Tape tape;
    private final boolean mayHaveLostItsHead;
    private final RecordPrinter printer;

    /** Of the slices that came. */
    private final RangeSet arrived = new RangeSet();

    /** Of the bytes that were printed, where each is printed once. */
    private final RangeSet printed = new RangeSet();

    private byte[] name = {};
    private boolean begun;

    DumpedFile(SliceSource source, boolean dedupe, OutputStream out, Tape tape, boolean mayHaveLostItsHead) {
        this.source = source;
        this.dedupe = dedupe;
        this.out = out;
        this.tape = tape;
        this.mayHaveLostItsHead = mayHaveLostItsHead;
        this.printer = new RecordPrinter(out);
    }

    SliceSource source() {
        return source;
    }

    /** Whether its oldest slices may have been deleted by Kafka. */
    boolean mayHaveLostItsHead() {
        return mayHaveLostItsHead;
    }

    RangeSet arrived() {
        return arrived;
    }

    /** A line to print before all else. */
    void name(byte[] line) {
        name = line;
    }

    /** It is this file's turn from now on. */
    void begin() throws IOException {
        begun = true;
        out.write(name);
    }

    void take(FileSlice slice) throws IOException {
        arrived.add(slice.offset(), slice.end());
        boolean isNext = dedupe ? slice.offset() <= printed.end() : tape.isEmpty();
        if (begun && isNext) {
            print(slice);
        } else {
            tape.add(slice);
        }
    }

    /** Prints what waits; nothing more will come. */
    void printRest() throws IOException {
        if (!begun) {
            begin();
        }
        if (dedupe) {
            tape.forEachByOffset(this::print);
        } else {
            tape.forEach(this::print);
        }
        printer.endRecord();
        printer.write();
    }

    private void print(FileSlice slice) throws IOException {
        for (RecordBytes record : records(slice)) {
            printer.print(record);
        }
        printer.write();
    }

    private List<RecordBytes> records(FileSlice slice) {
        if (!dedupe) {
            return RecordBytes.of(slice);
        }
        Admission admission = Admission.of(slice, printed);
        printed.add(slice.offset(), slice.end());
        return admission.records();
    }
}
