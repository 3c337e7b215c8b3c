package io.sillok.job;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A log file on disk as the slices in which a tailer ships it. */
final class FramedFile {

    private FramedFile() {}

    /** Slices of so many records at most. */
    static List<FileSlice> slices(
            Path file, String path, String parser, Map<String, String> definition, int records, Instant read)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        SliceSource source = new SliceSource(FileId.of(path), "shop", "test", "web-1", path, parser, definition);
        List<FileSlice> slices = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        int[] from = {0};
        Framer framer = Framing.of(parser, definition).framer();
        Runnable ship = () -> {
            if (!lengths.isEmpty()) {
                int[] each = lengths.stream().mapToInt(Integer::intValue).toArray();
                int to = from[0] + Arrays.stream(each).sum();
                byte[] part = Arrays.copyOfRange(bytes, from[0], to);
                slices.add(new FileSlice(source, from[0], each, OptionalLong.empty(), false, part, read));
                from[0] = to;
                lengths.clear();
            }
        };
        framer.accept(bytes, 0, bytes.length, read, (offset, length, start, open) -> {
            if (open || start != offset) {
                throw new IllegalStateException(path + " has a record that is no whole at " + offset);
            }
            lengths.add(length);
            if (lengths.size() == records) {
                ship.run();
            }
        });
        framer.finish((offset, length, start, open) -> lengths.add(length));
        ship.run();
        return slices;
    }
}
