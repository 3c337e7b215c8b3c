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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The text of a checkpoint: a first line with the version, a line of blank-separated columns per file and per folder, a
 * last line with the digest of all before it, so that a half-written file is known as such. Version 1, which knew no
 * folders and less of each file, is read too.
 */
final class CheckpointFormat {

    private static final String NAME = "sillok-checkpoint ";
    private static final String VERSION_1 = NAME + 1;
    private static final String VERSION = NAME + 2;
    private static final String FILE = "file";
    private static final String FOLDER = "folder";
    private static final String END = "end ";
    private static final int COLUMNS_1 = 13;
    private static final int FILE_COLUMNS = 19;
    private static final int FOLDER_COLUMNS = 3;
    private static final int DIGEST_BYTES = 16;
    private static final String NONE = "-";
    private static final String WITHIN_LINE = "within-line";
    private static final String LED = "/led";

    private CheckpointFormat() {}

    static String write(CheckpointContent content) {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (FileCheckpoint file : content.files()) {
            text.append(String.join(" ", columns(file))).append('\n');
        }
        content.folders()
                .forEach((folder, looked) -> text.append(String.join(" ", FOLDER, looked.toString(), text(folder)))
                        .append('\n'));
        String digest = digest(text.toString());
        return text.append(END).append(digest).append('\n').toString();
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} made, whole */
    static CheckpointContent read(String text) {
        int end = text.lastIndexOf('\n' + END) + 1;
        boolean first = text.startsWith(VERSION_1 + '\n');
        if (!text.startsWith(NAME)) {
            throw new IllegalArgumentException("it does not begin with '" + NAME + "'");
        }
        if (end == 0 || !text.substring(end).equals(END + digest(text.substring(0, end)) + '\n')) {
            throw new IllegalArgumentException("its digest does not fit");
        }
        if (!first && !text.startsWith(VERSION + '\n')) {
            throw new NewerCheckpointException("was written by a newer version ("
                    + text.lines().findFirst().orElse("") + ")");
        }
        List<FileCheckpoint> files = new ArrayList<>();
        Map<Path, Instant> folders = new TreeMap<>();
        text.substring(VERSION.length() + 1, end)
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(columns -> {
                    if (first) {
                        files.add(fileOfVersion1(columns));
                    } else if (columns[0].equals(FOLDER)) {
                        count(columns, FOLDER_COLUMNS);
                        folders.put(path(columns[2]), Instant.parse(columns[1]));
                    } else {
                        files.add(file(columns));
                    }
                });
        return new CheckpointContent(files, folders);
    }

    private static List<String> columns(FileCheckpoint file) {
        ResumePoint position = file.position();
        return List.of(
                FILE,
                file.id().value(),
                Long.toString(file.key().device()),
                Long.toString(file.key().inode()),
                file.born().map(Instant::toString).orElse(NONE),
                Integer.toString(file.epoch()),
                Integer.toString(file.head().length()),
                file.head().hash(),
                Integer.toString(file.start().length()),
                file.start().hash(),
                Long.toString(position.offset()),
                position.openStart().isPresent()
                        ? Long.toString(position.openStart().getAsLong())
                        : NONE,
                place(position),
                Integer.toString(file.tail().length()),
                file.tail().hash(),
                Long.toString(file.size()),
                file.seen().toString(),
                text(file.path()),
                text(file.real()));
    }

    /** Where in its record a position stands: {@code line-start}, {@code within-line}, {@code line-start/17/led}. */
    private static String place(ResumePoint position) {
        return (position.withinLine() ? WITHIN_LINE : "line-start")
                + (position.lines() > 0 ? "/" + position.lines() : "")
                + (position.led() ? LED : "");
    }

    private static FileCheckpoint file(String[] columns) {
        count(columns, FILE_COLUMNS);
        return new FileCheckpoint(
                new FileId(columns[1]),
                new FileKey(Long.parseLong(columns[2]), Long.parseLong(columns[3])),
                columns[4].equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(columns[4])),
                Integer.parseInt(columns[5]),
                fingerprint(columns, 6),
                fingerprint(columns, 8),
                position(columns, 10),
                fingerprint(columns, 13),
                Long.parseLong(columns[15]),
                path(columns[17]),
                path(columns[18]),
                Instant.parse(columns[16]));
    }

    private static FileCheckpoint fileOfVersion1(String[] columns) {
        count(columns, COLUMNS_1);
        Fingerprint head = fingerprint(columns, 4);
        ResumePoint position = position(columns, 6);
        Path path = path(columns[12]);
        return new FileCheckpoint(
                new FileId(columns[0]),
                new FileKey(Long.parseLong(columns[1]), Long.parseLong(columns[2])),
                Optional.empty(),
                Integer.parseInt(columns[3]),
                head,
                head,
                position,
                fingerprint(columns, 9),
                position.offset(),
                path,
                path,
                Instant.parse(columns[11]));
    }

    private static void count(String[] columns, int expected) {
        if (columns.length != expected) {
            throw new IllegalArgumentException("a line has " + columns.length + " columns, not " + expected);
        }
    }

    private static Fingerprint fingerprint(String[] columns, int at) {
        return new Fingerprint(Integer.parseInt(columns[at]), columns[at + 1]);
    }

    private static ResumePoint position(String[] columns, int at) {
        String openStart = columns[at + 1];
        String place = columns[at + 2];
        boolean led = place.endsWith(LED);
        String[] lines =
                place.substring(0, place.length() - (led ? LED.length() : 0)).split("/", -1);
        return new ResumePoint(
                Long.parseLong(columns[at]),
                openStart.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(openStart)),
                lines[0].equals(WITHIN_LINE),
                lines.length > 1 ? Integer.parseInt(lines[1]) : 0,
                led);
    }

    private static String text(Path path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
    }

    private static Path path(String text) {
        return Path.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    }

    private static String digest(String text) {
        return Digest.hex(text.getBytes(StandardCharsets.UTF_8), DIGEST_BYTES);
    }
}
