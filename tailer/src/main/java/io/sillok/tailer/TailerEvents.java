package io.sillok.tailer;

import io.sillok.tailer.SliceSink.DeliveryFailure;
import java.nio.file.Path;
import java.time.Duration;

/** Everything notable that happens to a tailer; one method each, so that it is logged and counted in one place. Thread-safe. */
public interface TailerEvents {

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

    /** Changes are not told by the system, or not all; they are found by looking. Told once. */
    void hintsUnavailable(String reason);

    void checkpointFailed(Path path, String reason);

    /** @param instead what is used in its place */
    void checkpointDamaged(Path path, String reason, String instead);

    void deliveryFailed(DeliveryFailure failure);

    /** Nothing was acknowledged for a while; reading stops when the bound of bytes in flight is reached. */
    void deliveryStalled(Duration since, long bytesInFlight);

    void deliveryResumed();

    /** Logs through SLF4J and counts. */
    static LoggedTailerEvents logged() {
        return new LoggedTailerEvents();
    }
}
