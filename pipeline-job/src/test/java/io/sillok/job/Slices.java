package io.sillok.job;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/** Slices of a file that is written in the test: every line a record. */
final class Slices {

    static final Instant READ = Instant.parse("2026-11-22T09:00:00Z");

    private final SliceSource source;
    private final byte[] bytes;

    private Slices(SliceSource source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    static Slices of(String parser, Map<String, String> definition, String text) {
        FileId id = FileId.of(parser, definition, text);
        SliceSource source = new SliceSource(id, "shop", "test", "web-1", "/logs/" + parser, parser, definition);
        return new Slices(source, text.getBytes(StandardCharsets.UTF_8));
    }

    SliceSource source() {
        return source;
    }

    int length() {
        return bytes.length;
    }

    /** The whole file in one slice. */
    FileSlice all() {
        return slice(0, bytes.length);
    }

    /** Complete lines between two offsets. */
    FileSlice slice(int from, int to) {
        byte[] part = java.util.Arrays.copyOfRange(bytes, from, to);
        int lines = 0;
        for (byte b : part) {
            lines += b == '\n' ? 1 : 0;
        }
        int[] lengths = new int[lines];
        int at = 0;
        for (int i = 0, start = 0; i < part.length; i++) {
            if (part[i] == '\n') {
                lengths[at++] = i + 1 - start;
                start = i + 1;
            }
        }
        return new FileSlice(source, from, lengths, OptionalLong.empty(), false, part, READ);
    }

    /** Offset of the line with a number, from 0. */
    int line(int number) {
        int at = 0;
        for (int i = 0; i < number; i++) {
            while (bytes[at++] != '\n') {}
        }
        return at;
    }
}
