package io.sillok.local.audit;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.MaskedValue;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Slices of a made-up file. */
final class SliceMaker {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SliceSource source;

    private SliceMaker(SliceSource source) {
        this.source = source;
    }

    static SliceMaker of(String path) {
        return new SliceMaker(new SliceSource(
                FileId.of(path), "shop", "test", "app-1", path, "nginx.access", Map.of("log_format", "combined")));
    }

    SliceSource source() {
        return source;
    }

    /** Whole records that follow each other. */
    FileSlice at(long offset, String... records) {
        return slice(offset, OptionalLong.empty(), false, records);
    }

    FileSlice open(long offset, String... records) {
        return slice(offset, OptionalLong.empty(), true, records);
    }

    /** The first record goes on with one that began earlier. */
    FileSlice continuing(long start, long offset, boolean open, String... records) {
        return slice(offset, OptionalLong.of(start), open, records);
    }

    /** One record, masked: it tells its record from the beginning if it continues one. */
    FileSlice masked(long offset, int fileBytes, OptionalLong continues, boolean open, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int[] inFile = {fileBytes};
        int[] inValue = {bytes.length};
        return new FileSlice(
                source,
                offset,
                inFile,
                continues,
                open,
                bytes,
                NOW,
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.of(new MaskedValue(inValue, continues.isPresent())));
    }

    private FileSlice slice(long offset, OptionalLong continues, boolean open, String... records) {
        byte[] bytes = String.join("", records).getBytes(StandardCharsets.ISO_8859_1);
        int[] lengths = Arrays.stream(records).mapToInt(String::length).toArray();
        return new FileSlice(source, offset, lengths, continues, open, bytes, NOW);
    }
}
