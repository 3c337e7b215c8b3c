package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The wire form of a slice between operators; in Kafka it is {@link SliceHeaders}. */
public final class FileSliceWire implements Wire<FileSlice> {

    @Override
    public int version() {
        return 4;
    }

    @Override
    public void write(FileSlice slice, DataOutput out) throws IOException {
        SliceSource source = slice.source();
        WireValues.writeText(source.fileId().value(), out);
        WireValues.writeText(source.service(), out);
        WireValues.writeText(source.environment(), out);
        WireValues.writeText(source.host(), out);
        WireValues.writeText(source.path(), out);
        WireValues.writeText(source.parser(), out);
        WireValues.writeTexts(source.definition(), out);
        WireValues.writeTexts(source.resource(), out);
        out.writeLong(slice.offset());
        writeLengths(slice.recordLengths(), out);
        out.writeLong(slice.continues().orElse(-1));
        out.writeBoolean(slice.open());
        WireValues.writeInstant(slice.timestamp(), out);
        out.writeInt(slice.bytes().length);
        out.write(slice.bytes());
        out.writeLong(slice.acknowledged().orElse(-1));
        EventOrigin.writePlace(slice.place(), out);
        out.writeBoolean(slice.single());
        out.writeBoolean(slice.masked().isPresent());
        if (slice.masked().isPresent()) {
            writeLengths(slice.masked().get().lengths(), out);
            out.writeBoolean(slice.masked().get().anew());
        }
    }

    private static void writeLengths(int[] lengths, DataOutput out) throws IOException {
        out.writeInt(lengths.length);
        for (int length : lengths) {
            out.writeInt(length);
        }
    }

    private static int[] readLengths(DataInput in) throws IOException {
        int[] lengths = new int[in.readInt()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = in.readInt();
        }
        return lengths;
    }

    @Override
    public boolean reads(int version) {
        return version >= 2 && version <= 4;
    }

    @Override
    public FileSlice read(DataInput in) throws IOException {
        return read(in, version());
    }

    @Override
    public FileSlice read(DataInput in, int version) throws IOException {
        SliceSource source = new SliceSource(
                new FileId(WireValues.readText(in)),
                WireValues.readText(in),
                WireValues.readText(in),
                WireValues.readText(in),
                WireValues.readText(in),
                WireValues.readText(in),
                WireValues.readTexts(in),
                WireValues.readTexts(in));
        long offset = in.readLong();
        int[] lengths = readLengths(in);
        long continues = in.readLong();
        boolean open = in.readBoolean();
        Instant timestamp = WireValues.readInstant(in);
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        long acknowledged = version > 2 ? in.readLong() : -1;
        return new FileSlice(
                source,
                offset,
                lengths,
                known(continues),
                open,
                bytes,
                timestamp,
                known(acknowledged),
                version > 2 ? EventOrigin.readPlace(in) : Optional.empty(),
                version > 2 && in.readBoolean(),
                version > 3 && in.readBoolean()
                        ? Optional.of(new MaskedValue(readLengths(in), in.readBoolean()))
                        : Optional.empty());
    }

    private static OptionalLong known(long offset) {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
