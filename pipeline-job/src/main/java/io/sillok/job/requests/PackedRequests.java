package io.sillok.job.requests;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Open requests as they wait in state. Nearly all are whole within seconds, and then wait a quarter of an hour for what may
 * still come: as bytes they take a fraction of the room on a heap, and nothing is to be copied while a checkpoint is taken.
 * Immutable.
 */
final class PackedRequests {

    static final TypeInformation<PackedRequests> TYPE =
            WireTypeInformation.immutable(PackedRequests.class, OpenRequests.Format.class);

    private final byte[] bytes;

    private PackedRequests(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedRequests of(OpenRequests open) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            open.write(new CompactOutput(new DataOutputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes every byte", e);
        }
        return new PackedRequests(bytes.toByteArray());
    }

    OpenRequests unpack() throws IOException {
        return OpenRequests.read(unpacked());
    }

    CompactInput unpacked() {
        return new CompactInput(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static PackedRequests read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new PackedRequests(bytes);
    }
}
