package io.sillok.tailer;

import io.sillok.tailer.SliceSink.DeliveryFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log and the counters of a tailer. */
public final class LoggedTailerEvents implements TailerEvents {

    private static final Logger LOG = LoggerFactory.getLogger("io.sillok.tailer");

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    LoggedTailerEvents() {}

    /** How often each event happened so far. */
    public Map<String, Long> counts() {
        Map<String, Long> snapshot = new TreeMap<>();
        counts.forEach((event, count) -> snapshot.put(event, count.sum()));
        return snapshot;
    }

    @Override
    public void fileFound(Path path, String parser, long offset) {
        count("file_found");
        LOG.info("Following {} as {} from byte {}", path, parser, offset);
    }

    @Override
    public void nothingFound(String glob) {
        count("nothing_found");
        LOG.warn("{} names no readable file yet; see that it is spelled right. Looking again", glob);
    }

    @Override
    public void fileRotated(Path path, long unreadBytes) {
        count("file_rotated");
        LOG.info("{} was rotated with {} bytes unread; reading it to its end", path, unreadBytes);
    }

    @Override
    public void fileTruncated(Path path, long readUpTo) {
        count("file_truncated");
        LOG.warn("{} was truncated or replaced after byte {} was read; reading it from its start", path, readUpTo);
    }

    @Override
    public void fileReleased(Path path, long bytes) {
        count("file_released");
        LOG.info("Let go of {}: all {} bytes acknowledged", path, bytes);
    }

    @Override
    public void fileUnreadable(Path path, String reason) {
        count("file_unreadable");
        LOG.warn("{} cannot be read ({}); give this user the right to read it. Trying again", path, reason);
    }

    @Override
    public void checkpointFailed(Path path, String reason) {
        count("checkpoint_failed");
        LOG.error(
                "Checkpoint {} cannot be written ({}); free or mend the disk. Nothing is lost, but a restart would resend",
                path,
                reason);
    }

    @Override
    public void checkpointDamaged(Path path, String reason, String instead) {
        count("checkpoint_damaged");
        LOG.warn("Checkpoint {} is damaged ({}); using {}", path, reason, instead);
    }

    @Override
    public void deliveryFailed(DeliveryFailure failure) {
        count("delivery_failed");
        LOG.error("{}; {}. Trying again", failure.reason(), failure.mend());
    }

    @Override
    public void deliveryStalled(Duration since, long bytesInFlight) {
        count("delivery_stalled");
        LOG.warn(
                "Nothing was acknowledged for {} s, {} bytes wait; see that the brokers are up and reachable",
                since.toSeconds(),
                bytesInFlight);
    }

    @Override
    public void deliveryResumed() {
        count("delivery_resumed");
        LOG.info("Deliveries are acknowledged again");
    }

    @Override
    public void predecessorFound(Path log, Path predecessor, long offset) {
        count("predecessor_found");
        LOG.info("Reading what is left of {} from {}, from byte {}", log, predecessor, offset);
    }

    @Override
    public void unseenFileFound(Path log, Path rotated) {
        count("unseen_file_found");
        LOG.info("{} was rotated to {} before it was seen; reading it from its start", log, rotated);
    }

    @Override
    public void packedFileDamaged(Path path, String reason) {
        count("packed_file_damaged");
        LOG.error("{} cannot be unpacked ({}); see what gzip -t says", path, reason);
    }

    @Override
    public void bytesUnaccounted(Path log, long bytes) {
        count("bytes_unaccounted_times");
        add("bytes_unaccounted", bytes);
        LOG.error("{} lost at least {} bytes before they could be read", log, bytes);
    }

    private void count(String event) {
        add(event, 1);
    }

    private void add(String event, long amount) {
        counts.computeIfAbsent(event, key -> new LongAdder()).add(amount);
    }
}
