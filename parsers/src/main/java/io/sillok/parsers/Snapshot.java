package io.sillok.parsers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The frame of a parser's saved state: a version, then what the state writes. */
final class Snapshot {

    private static final int VERSION = 2;

    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    interface Reader {
        void read(DataInput in) throws IOException;
    }

    private Snapshot() {}

    static byte[] write(Writer state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            state.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    static void read(byte[] snapshot, Reader state) throws MalformedSnapshotException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new MalformedSnapshotException("a snapshot of version " + version + ", not " + VERSION, null);
            }
            state.read(in);
            if (in.available() > 0) {
                throw new MalformedSnapshotException("a snapshot with " + in.available() + " bytes too many", null);
            }
        } catch (IOException e) {
            throw new MalformedSnapshotException("a snapshot of " + snapshot.length + " bytes that ends too early", e);
        }
    }
}
