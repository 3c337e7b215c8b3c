package io.sillok.tailer;

import io.sillok.tailer.SliceSink.DeliveryFailure;
import io.sillok.tailer.spans.SpanEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything notable that happens to a tailer; one method each, so that it is logged and counted in one place. Thread-safe. */
public interface TailerEvents extends SpanEvents {

    /** @param offset where reading begins: 0, or where the checkpoint stands */
    void fileFound(Path path, String parser, long offset);

    /** At the start a path or glob of the config names no file. */
    void nothingFound(String glob);

    /** The path names another file now, or none; reading goes on to the old one's end. */
    void fileRotated(Path path, long unreadBytes);

    /** @param readUpTo so much of the old content was read; what was written behind it is gone */
    void fileTruncated(Path path, long readUpTo);

    /** A rotated file was read to its end, acknowledged, and closed. */
    void fileReleased(Path path, long bytes);

    void fileUnreadable(Path path, String reason);

    /**
     * Few files more can be opened, or none.
     *
     * @param rotated of those that are open: kept until all of them is acknowledged, which an outage of Kafka makes many
     * @param full whether others wait
     */
    void descriptorsShort(int open, int rotated, boolean full);

    /** Changes are not told by the system, or not all; they are found by looking. Told once. */
    void hintsUnavailable(String reason);

    void checkpointFailed(Path path, String reason);

    /** After failures. */
    void checkpointSavedAgain(Path path);

    /** @param instead what is used in its place */
    void checkpointDamaged(Path path, String reason, String instead);

    void deliveryFailed(DeliveryFailure failure);

    /** Nothing was acknowledged for a while; reading stops when the bound of bytes in flight is reached. */
    void deliveryStalled(Duration since, long bytesInFlight);

    void deliveryResumed();

    /** What is left of a log is read from another file: its predecessor by name, its copy, or its packed form. */
    void predecessorFound(Path log, Path predecessor, long offset);

    /** A log was made and rotated while nobody looked; it is read under the name that rotation gave it. */
    void unseenFileFound(Path log, Path rotated);

    /** A predecessor that is packed cannot be unpacked; what was not read of it counts as unaccounted for. */
    void packedFileDamaged(Path path, String reason);

    /** Bytes that were seen in a log are gone from the disk unread; what nobody ever saw comes on top. */
    void bytesUnaccounted(Path log, long bytes);

    /** Bytes of a log that were not read may stand in a file that is packed, and not by gzip. */
    void packedOtherwise(Path log, Path packed);

    /** No group of a reloaded config speaks of the file; it would go on where it is acknowledged. */
    void fileLeft(Path path, long offset);

    /** A changed config is in force. */
    void configReloaded(int groups);

    /** The config before stays in force. */
    void configRefused(List<String> problems);

    /** The page of metrics and health can be asked at this address. */
    void statusListening(String address);

    /** Following goes on without it. */
    void statusUnavailable(String address, String reason);

    /** What the receiver of spans did. */
    SpanFigures spans();

    /** How often each event happened so far. */
    Map<String, Long> counts();

    /** How often what went wrong, and why. */
    Map<ErrorCause, Long> errors();

    /**
     * What went wrong.
     *
     * @param reason a name without content, such as that of an exception; empty if the event says it all
     */
    record ErrorCause(String event, String reason) {}

    /** Logs through SLF4J and counts. */
    static LoggedTailerEvents logged() {
        return new LoggedTailerEvents();
    }
}
