package io.sillok.local.audit;

import io.sillok.parsers.RecordBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Prints one file's records as their bytes stand in the slices, each ended by a newline: its own, or one more. Pieces of one
 * record that follow each other are one; a masked piece that tells its record anew is printed in place of the one before.
 */
final class RecordPrinter {

    private final OutputStream out;

    /** Behind the last byte printed. */
    private long end;

    private boolean endsLine = true;

    /** Bytes at hand that lie behind each other in one array, so that whole slices go out in one call. */
    private byte[] buffer = {};

    private int from;
    private int to;

    /** A masked record that may be told anew; it begins at {@code heldStart} in the file. */
    private byte[] held = {};

    private long heldStart;

    RecordPrinter(OutputStream out) {
        this.out = out;
    }

    void print(RecordBytes record) throws IOException {
        long start = record.continues().orElse(record.offset());
        if (record.anew() && held.length > 0 && heldStart == start) {
            held = new byte[0];
        }
        printHeld();
        if (record.masked().isPresent()
                && record.open()
                && (record.anew() || record.continues().isEmpty())) {
            hold(record, start);
        } else {
            printNow(record);
        }
    }

    private void hold(RecordBytes record, long start) throws IOException {
        endRecord();
        held = Arrays.copyOfRange(record.buffer(), record.from(), record.from() + record.length());
        heldStart = start;
        end = record.end();
    }

    private void printHeld() throws IOException {
        if (held.length > 0) {
            write();
            out.write(held);
            endsLine = held[held.length - 1] == '\n';
            held = new byte[0];
        }
    }

    private void printNow(RecordBytes record) throws IOException {
        boolean goesOn = !record.anew() && record.continues().isPresent() && record.offset() == end;
        if (!goesOn) {
            endRecord();
        }
        if (buffer != record.buffer() || to != record.from()) {
            write();
            buffer = record.buffer();
            from = record.from();
        }
        to = record.from() + record.length();
        end = record.end();
        endsLine = buffer[to - 1] == '\n';
    }

    /** No piece of the last record will come. */
    void endRecord() throws IOException {
        printHeld();
        if (!endsLine) {
            write();
            out.write('\n');
            endsLine = true;
        }
    }

    /** To be called when the arrays that were handed in are no longer to be held. */
    void write() throws IOException {
        if (from < to) {
            out.write(buffer, from, to - from);
        }
        buffer = new byte[0];
        from = 0;
        to = 0;
    }
}
