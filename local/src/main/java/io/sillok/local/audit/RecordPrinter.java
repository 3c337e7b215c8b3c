package io.sillok.local.audit;

import io.sillok.parsers.RecordBytes;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Prints one file's records as their raw bytes, each ended by a newline: its own, or one more. Pieces of one record that
 * follow each other are one.
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

    RecordPrinter(OutputStream out) {
        this.out = out;
    }

    void print(RecordBytes record) throws IOException {
        boolean goesOn = record.continues().isPresent() && record.offset() == end;
        if (!goesOn) {
            endRecord();
        }
        if (buffer != record.buffer() || to != record.from()) {
            write();
            buffer = record.buffer();
            from = record.from();
        }
        to = record.from() + record.length();
        end = record.offset() + record.length();
        endsLine = buffer[to - 1] == '\n';
    }

    /** No piece of the last record will come. */
    void endRecord() throws IOException {
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
