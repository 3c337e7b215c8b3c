package io.sillok.tailer;

import io.sillok.model.Digest;
import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The text of a checkpoint: a first line with the version, a line of blank-separated columns per file and per folder, a
 * last line with the digest of all before it, so that a half-written file is known as such. The digest is a CRC-32C.
 * Versions 1 and 2, which had a slower one, are read too, and 3, which had no marks; version 1 knew no folders and less of
 * each file.
 */
final class CheckpointFormat {

    private static final String NAME = "sillok-checkpoint ";
    private static final String VERSION_1 = NAME + 1;
    private static final String VERSION_2 = NAME + 2;
    private static final String VERSION_3 = NAME + 3;
    private static final String VERSION = NAME + 4;
    private static final String FILE = "file";
    private static final String FOLDER = "folder";
    private static final String END = "end ";
    private static final int COLUMNS_1 = 13;
    private static final int COLUMNS_3 = 19;
    private static final int FILE_COLUMNS = 20;
    private static final int FOLDER_COLUMNS = 3;
    private static final int DIGEST_BYTES_2 = 16;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final String NONE = "-";
    private static final String WITHIN_LINE = "within-line";
    private static final String LED = "/led";

    /**
     * A checkpoint as it was read.
     *
     * @param digest that names it
     */
    record Dated(CheckpointContent content, String digest) {}

    private CheckpointFormat() {}

    /** Writes a checkpoint line by line, so that it takes no memory however many files it speaks of; returns its digest. */
    static String write(CheckpointContent content, OutputStream to) throws IOException {
        CheckedOutputStream digested = new CheckedOutputStream(to, new CRC32C());
        BufferedOutputStream out = new BufferedOutputStream(digested, BUFFER_BYTES);
        out.write(bytes(VERSION + '\n'));
        for (FileCheckpoint file : content.files()) {
            out.write(bytes(line(file) + '\n'));
        }
        for (Map.Entry<Path, Instant> folder : content.folders().entrySet()) {
            out.write(bytes(line(folder.getKey(), folder.getValue()) + '\n'));
        }
        out.flush();
        String digest = hex(digested.getChecksum().getValue());
        out.write(bytes(END + digest + '\n'));
        out.flush();
        return digest;
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} made, whole */
    static Dated read(byte[] text) {
        int end = lastLine(text);
        String version = line(text, 0);
        if (!version.startsWith(NAME)) {
            throw new IllegalArgumentException("it does not begin with '" + NAME + "'");
        }
        String digest = end > 0 && text[text.length - 1] == '\n' ? line(text, end) : "";
        // A version that is not known yet may have either.
        boolean whole = digest.equals(END + digest(text, 0, end))
                || (!List.of(VERSION_3, VERSION).contains(version)
                        && digest.equals(END + Digest.hex(Arrays.copyOf(text, end), DIGEST_BYTES_2)));
        if (!whole) {
            throw new IllegalArgumentException("its digest does not fit");
        }
        if (!List.of(VERSION_1, VERSION_2, VERSION_3, VERSION).contains(version)) {
            throw new NewerCheckpointException("was written by a newer version (" + version + ")");
        }
        Map<FileId, FileCheckpoint> files = new LinkedHashMap<>();
        Map<Path, Instant> folders = new TreeMap<>();
        for (int at = version.length() + 1; at < end; ) {
            String line = line(text, at);
            if (version.equals(VERSION_1)) {
                FileCheckpoint file = fileOfVersion1(line.split(" ", -1));
                files.put(file.id(), file);
            } else {
                read(line, files, folders);
            }
            at += line.length() + 1;
        }
        return new Dated(new CheckpointContent(List.copyOf(files.values()), folders), digest.substring(END.length()));
    }

    /** Takes what a line says over what was known before. */
    static void read(String line, Map<FileId, FileCheckpoint> files, Map<Path, Instant> folders) {
        String[] columns = line.split(" ", -1);
        if (columns[0].equals(FOLDER)) {
            count(columns, FOLDER_COLUMNS);
            folders.put(path(columns[2]), Instant.parse(columns[1]));
        } else {
            FileCheckpoint file = file(columns);
            files.put(file.id(), file);
        }
    }

    static String line(FileCheckpoint file) {
        return String.join(" ", columns(file));
    }

    static String line(Path folder, Instant looked) {
        return String.join(" ", FOLDER, looked.toString(), text(folder));
    }

    /** All text is ASCII: what is not, in paths, is encoded. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Without its end. */
    static String line(byte[] text, int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return new String(text, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static int lastLine(byte[] text) {
        int at = Math.max(0, text.length - 1);
        while (at > 0 && text[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    static String digest(byte[] text, int from, int to) {
        CRC32C digest = new CRC32C();
        digest.update(text, from, to - from);
        return hex(digest.getValue());
    }

    private static String hex(long digest) {
        return HexFormat.of().toHexDigits((int) digest);
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
                text(file.real()),
                file.marks());
    }

    /** Where in its record a position stands: {@code line-start}, {@code within-line}, {@code line-start/17/led}. */
    private static String place(ResumePoint position) {
        return (position.withinLine() ? WITHIN_LINE : "line-start")
                + (position.lines() > 0 ? "/" + position.lines() : "")
                + (position.led() ? LED : "");
    }

    private static FileCheckpoint file(String[] columns) {
        count(columns, columns.length == COLUMNS_3 ? COLUMNS_3 : FILE_COLUMNS);
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
                Instant.parse(columns[16]),
                columns.length == COLUMNS_3 ? StartMarks.NONE : columns[19]);
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
                Instant.parse(columns[11]),
                StartMarks.NONE);
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
}
