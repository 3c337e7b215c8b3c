package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changed since a checkpoint was written whole: its first line names that checkpoint, each further line is one of a
 * checkpoint, behind a digest of its own. It counts up to the first line that is damaged or cut short; what is lost with
 * the rest are positions, and bytes that are sent again under the same names.
 */
final class CheckpointJournal implements Closeable {

    private static final String NAME = "sillok-checkpoint-journal 1 ";
    private static final int DIGEST_LENGTH = 8;

    private final FileChannel out;
    private long length;

    private CheckpointJournal(FileChannel out) {
        this.out = out;
    }

    /**
     * Begins a journal in the place of the one before, which nobody needs any more.
     *
     * @param checkpoint digest of the checkpoint that it goes on from
     */
    static CheckpointJournal begin(Path file, String checkpoint) throws IOException {
        FileChannel out = OwnFile.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        CheckpointJournal journal = new CheckpointJournal(out);
        try {
            journal.write(CheckpointFormat.bytes(NAME + checkpoint + '\n'));
        } catch (IOException e) {
            out.close();
            throw e;
        }
        return journal;
    }

    /** In bytes. */
    long length() {
        return length;
    }

    /** Adds what changed and waits until it is on the disk. After an exception there must be no other call but close. */
    void add(CheckpointContent changes) throws IOException {
        List<String> lines = new ArrayList<>();
        changes.files().forEach(file -> lines.add(CheckpointFormat.line(file)));
        changes.folders().forEach((folder, looked) -> lines.add(CheckpointFormat.line(folder, looked)));
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            byte[] bytes = CheckpointFormat.bytes(line);
            text.append(CheckpointFormat.digest(bytes, 0, bytes.length))
                    .append(' ')
                    .append(line)
                    .append('\n');
        }
        write(CheckpointFormat.bytes(text.toString()));
        out.force(false);
    }

    private void write(byte[] text) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(text);
        while (left.hasRemaining()) {
            out.write(left);
        }
        length += text.length;
    }

    /** The checkpoint with what was added to it; as it is if the journal goes on from another one, or there is none. */
    static CheckpointContent apply(Path file, CheckpointFormat.Dated checkpoint) throws IOException {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return checkpoint.content();
        }
        String first = CheckpointFormat.line(text, 0);
        if (first.length() == text.length || !first.equals(NAME + checkpoint.digest())) {
            return checkpoint.content();
        }
        Map<FileId, FileCheckpoint> files = new LinkedHashMap<>();
        checkpoint.content().files().forEach(known -> files.put(known.id(), known));
        Map<Path, Instant> folders = new TreeMap<>(checkpoint.content().folders());
        for (int at = first.length() + 1; at < text.length; ) {
            String line = CheckpointFormat.line(text, at);
            int end = at + line.length();
            int from = at + DIGEST_LENGTH + 1;
            boolean whole =
                    end < text.length && from < end && line.startsWith(CheckpointFormat.digest(text, from, end) + ' ');
            if (!whole || !takes(line.substring(from - at), files, folders)) {
                break;
            }
            at = end + 1;
        }
        return new CheckpointContent(List.copyOf(files.values()), folders);
    }

    private static boolean takes(String line, Map<FileId, FileCheckpoint> files, Map<Path, Instant> folders) {
        try {
            CheckpointFormat.read(line, files, folders);
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            // Its digest fits by chance.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
