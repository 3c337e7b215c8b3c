package io.sillok.tailer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The content of one file from its first byte to its last, wherever it stands now. */
final class ModelFile {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** Nothing if it stands nowhere any more. */
    Path path;

    boolean copied;
    private boolean destroyed;
    private long kept;
    private long seen;

    ModelFile(Path path) {
        this.path = path;
    }

    void write(byte[] bytes) {
        content.writeBytes(bytes);
    }

    int written() {
        return content.size();
    }

    boolean packed() {
        return path != null && UnpackedBytes.isPacked(path);
    }

    /** Of what is sure so far; a last line without an end waits in the tailer's memory. */
    long wholeLines() {
        return endOfLines((int) sure());
    }

    private int endOfLines(int length) {
        byte[] bytes = content.toByteArray();
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    boolean withinLine() {
        return endOfLines(written()) < written();
    }

    /** From here on only so much of it is sure to arrive; what the tailer has seen of the rest it must report. */
    void keeps(long bytes, long seenByTailer) {
        kept = destroyed ? Math.min(kept, bytes) : bytes;
        destroyed = true;
        seen = Math.max(seen, seenByTailer);
    }

    void forgetSeen() {
        seen = 0;
    }

    long sure() {
        return destroyed ? kept : written();
    }

    /** How much of a file that was destroyed the tailer had seen. */
    long seenOfGone() {
        return destroyed ? seen : 0;
    }

    /** What must be reported if only so much arrived. */
    long mustBeReported(long arrived) {
        return Math.max(0, seenOfGone() - arrived);
    }

    /** Whether a text is what may have arrived of this file. */
    boolean mayBe(byte[] arrived) {
        byte[] all = content.toByteArray();
        return arrived.length >= sure()
                && arrived.length <= all.length
                && Arrays.equals(arrived, 0, arrived.length, all, 0, arrived.length);
    }

    boolean isKnownBy(FileCheckpoint known) {
        return known.start().begins(content.toByteArray());
    }

    @Override
    public String toString() {
        String text = content.toString(StandardCharsets.UTF_8);
        String end = text.substring(Math.max(0, text.length() - 24)).strip();
        return (path == null ? "gone" : path.getFileName()) + ", " + written() + " bytes, " + sure() + " sure, to '"
                + end + "'";
    }
}
