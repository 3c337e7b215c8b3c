package io.sillok.local.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Which lines of one log stand somewhere. */
final class Lines {

    private final LogStream stream;
    private final Pattern shape;
    private final BitSet seen = new BitSet();
    private long doubled;
    private long broken;

    Lines(LogStream stream) {
        this.stream = stream;
        this.shape = Pattern.compile(
                "^(?:\\[2026-11-22 10:00:00\\] production\\.ERROR: |#1 )?" + stream.name() + " (\\d+) x*;$");
    }

    /** Those of a file that holds many streams. */
    static void read(Path file, List<Lines> streams) throws IOException {
        try (InputStream in = open(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                for (Lines stream : streams) {
                    if (line.contains(stream.stream.name())) {
                        stream.take(line);
                    }
                }
            }
        }
    }

    /** Those on the disk, rotated or not. */
    static Lines onDisk(Path folder, LogStream stream) throws IOException {
        Lines lines = new Lines(stream);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(stream.file()))
                    .toList()) {
                read(file, List.of(lines));
            }
        }
        return lines;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private void take(String line) {
        Matcher whole = shape.matcher(line);
        if (!whole.matches()
                || !line.equals(stream.line(Long.parseLong(whole.group(1))).stripTrailing())) {
            broken++;
            return;
        }
        int number = Integer.parseInt(whole.group(1));
        if (seen.get(number)) {
            doubled++;
        }
        seen.set(number);
    }

    LogStream stream() {
        return stream;
    }

    long count() {
        return seen.cardinality();
    }

    /** Lines that stand there more than once. */
    /** How many bytes the lines have that were written and are not here. */
    long bytesLackingOf(long written) {
        long bytes = 0;
        for (int i = seen.nextClearBit(0); i < written; i = seen.nextClearBit(i + 1)) {
            bytes += stream.line(i).length();
        }
        return bytes;
    }

    long doubled() {
        return doubled;
    }

    /** Lines that are no whole lines of the stream. */
    long broken() {
        return broken;
    }

    /** How many of the first lines are not there. */
    long lackingOf(long written) {
        return written - seen.get(0, (int) written).cardinality();
    }

    /** Lines that stand elsewhere and not here. */
    long lackingOf(Lines others) {
        BitSet lacking = (BitSet) others.seen.clone();
        lacking.andNot(seen);
        return lacking.cardinality();
    }

    /** The first few of them. */
    List<Integer> examplesLacking(long written) {
        BitSet lacking = new BitSet();
        lacking.set(0, (int) written);
        lacking.andNot(seen);
        return lacking.stream().limit(5).boxed().toList();
    }
}
