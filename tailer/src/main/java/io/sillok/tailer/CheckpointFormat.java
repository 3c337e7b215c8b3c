package io.sillok.tailer;

import io.sillok.model.Digest;
import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * The text of a checkpoint: a first line with the version, a line of blank-separated columns per file, a last line with
 * the digest of all before it, so that a half-written file is known as such.
 */
final class CheckpointFormat {

    private static final String VERSION = "sillok-checkpoint 1";
    private static final String END = "end ";
    private static final int COLUMNS = 13;
    private static final int DIGEST_BYTES = 16;
    private static final String NONE = "-";
    private static final String WITHIN_LINE = "within-line";
    private static final String LED = "/led";

    private CheckpointFormat() {}

    static String write(Collection<FileCheckpoint> files) {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (FileCheckpoint file : files) {
            text.append(String.join(" ", columns(file))).append('\n');
        }
        String digest = digest(text.toString());
        return text.append(END).append(digest).append('\n').toString();
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} made, whole */
    static List<FileCheckpoint> read(String text) {
        int end = text.lastIndexOf('\n' + END) + 1;
        if (!text.startsWith(VERSION + '\n')) {
            throw new IllegalArgumentException("it does not begin with '" + VERSION + "'");
        }
        if (end == 0 || !text.substring(end).equals(END + digest(text.substring(0, end)) + '\n')) {
            throw new IllegalArgumentException("its digest does not fit");
        }
        List<FileCheckpoint> files = new ArrayList<>();
        text.substring(VERSION.length() + 1, end).lines().forEach(line -> files.add(file(line)));
        return files;
    }

    private static List<String> columns(FileCheckpoint file) {
        ResumePoint position = file.position();
        return List.of(
                file.id().value(),
                Long.toString(file.key().device()),
                Long.toString(file.key().inode()),
                Integer.toString(file.epoch()),
                Integer.toString(file.head().length()),
                file.head().hash(),
                Long.toString(position.offset()),
                position.openStart().isPresent()
                        ? Long.toString(position.openStart().getAsLong())
                        : NONE,
                place(position),
                Integer.toString(file.tail().length()),
                file.tail().hash(),
                file.seen().toString(),
                URLEncoder.encode(file.path().toString(), StandardCharsets.UTF_8));
    }

    /** Where in its record a position stands: {@code line-start}, {@code within-line}, {@code line-start/17/led}. */
    private static String place(ResumePoint position) {
        return (position.withinLine() ? WITHIN_LINE : "line-start")
                + (position.lines() > 0 ? "/" + position.lines() : "")
                + (position.led() ? LED : "");
    }

    private static ResumePoint position(String offset, String openStart, String place) {
        boolean led = place.endsWith(LED);
        String[] lines =
                place.substring(0, place.length() - (led ? LED.length() : 0)).split("/", -1);
        return new ResumePoint(
                Long.parseLong(offset),
                openStart.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(openStart)),
                lines[0].equals(WITHIN_LINE),
                lines.length > 1 ? Integer.parseInt(lines[1]) : 0,
                led);
    }

    private static FileCheckpoint file(String line) {
        String[] columns = line.split(" ", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("a line has " + columns.length + " columns, not " + COLUMNS);
        }
        return new FileCheckpoint(
                new FileId(columns[0]),
                new FileKey(Long.parseLong(columns[1]), Long.parseLong(columns[2])),
                Integer.parseInt(columns[3]),
                new Fingerprint(Integer.parseInt(columns[4]), columns[5]),
                position(columns[6], columns[7], columns[8]),
                new Fingerprint(Integer.parseInt(columns[9]), columns[10]),
                Path.of(URLDecoder.decode(columns[12], StandardCharsets.UTF_8)),
                Instant.parse(columns[11]));
    }

    private static String digest(String text) {
        return Digest.hex(text.getBytes(StandardCharsets.UTF_8), DIGEST_BYTES);
    }
}
