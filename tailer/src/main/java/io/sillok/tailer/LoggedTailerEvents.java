package io.sillok.tailer;

import io.sillok.tailer.SliceSink.DeliveryFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log and the counters of a tailer. */
public final class LoggedTailerEvents implements TailerEvents {

    private static final Logger LOG = LoggerFactory.getLogger("io.sillok.tailer");

    /** Reasons come from exceptions' names, so they are few; but nothing is unbounded. */
    private static final int MOST_REASONS = 64;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<ErrorCause, LongAdder> errors = new ConcurrentHashMap<>();

    private final SpanFigures spanFigures = new SpanFigures();

    LoggedTailerEvents() {}

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> snapshot = new TreeMap<>();
        counts.forEach((event, count) -> snapshot.put(event, count.sum()));
        return snapshot;
    }

    @Override
    public Map<ErrorCause, Long> errors() {
        Map<ErrorCause, Long> snapshot =
                new TreeMap<>(Comparator.comparing(ErrorCause::event).thenComparing(ErrorCause::reason));
        errors.forEach((cause, count) -> snapshot.put(cause, count.sum()));
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
        error("file_unreadable", reason);
        LOG.warn("{} cannot be read ({}); give this user the right to read it. Trying again", path, reason);
    }

    @Override
    public void descriptorsShort(int open, int rotated, boolean full) {
        error("descriptors_short", full ? "full" : "few");
        LOG.warn(
                "{} logs are open, {} of them rotated or deleted and kept until Kafka has them; {}; "
                        + "raise the limit of open files (LimitNOFILE in the unit, or ulimit -n)",
                open,
                rotated,
                full ? "others wait until some are let go" : "few more can be opened");
    }

    @Override
    public void hintsUnavailable(String reason) {
        count("hints_unavailable");
        LOG.warn(
                "The system does not tell of all changes ({}), so that some are found only by looking; "
                        + "raise fs.inotify.max_user_watches or fs.inotify.max_user_instances",
                reason);
    }

    @Override
    public void checkpointFailed(Path path, String reason) {
        error("checkpoint_failed", "");
        LOG.error(
                "Checkpoint {} cannot be written ({}); free or mend the disk. Nothing is lost, but a restart would resend",
                path,
                reason);
    }

    @Override
    public void checkpointSavedAgain(Path path) {
        count("checkpoint_saved_again");
        LOG.info("Checkpoint {} is written again", path);
    }

    @Override
    public void checkpointDamaged(Path path, String reason, String instead) {
        error("checkpoint_damaged", "");
        LOG.warn("Checkpoint {} is damaged ({}); using {}", path, reason, instead);
    }

    @Override
    public void deliveryFailed(DeliveryFailure failure) {
        error("delivery_failed", failure.cause());
        LOG.error("{}; {}. Trying again", failure.reason(), failure.mend());
    }

    @Override
    public void deliveryStalled(Duration since, long bytesInFlight) {
        error("delivery_stalled", "");
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
    public void fileLeft(Path path, long offset) {
        count("file_left");
        LOG.info("{} is in the config no longer; left at byte {}", path, offset);
    }

    @Override
    public void configReloaded(int groups) {
        count("config_reloaded");
        LOG.info("The config was read again and is in force: {} groups of files", groups);
    }

    @Override
    public void configRefused(List<String> problems) {
        error("config_refused", "");
        LOG.error(
                "The config was read again and is refused; the one before stays in force: {}",
                String.join("; ", problems));
    }

    @Override
    public void statusListening(String address) {
        count("status_listening");
        LOG.info("Metrics and health at http://{}/metrics, /healthz, /readyz", address);
    }

    @Override
    public void statusUnavailable(String address, String reason) {
        error("status_unavailable", "");
        LOG.warn(
                "No metrics and health: {} cannot be listened on ({}); free it, or name another under status.listen"
                        + " (off for none). Following all the same",
                address,
                reason);
    }

    @Override
    public void spansListening(String address, String topic) {
        count("spans_listening");
        LOG.info("Taking spans at http://{}/v1/traces for topic {}", address, topic);
    }

    @Override
    public void spansUnavailable(String address, String reason) {
        error("spans_unavailable", "");
        LOG.error(
                "No spans are taken: {} cannot be listened on ({}); free it, or name another under spans.listen."
                        + " Following files all the same",
                address,
                reason);
    }

    @Override
    public void notStored(String topic, Throwable error) {
        error("spans_not_stored", error.getClass().getSimpleName());
        LOG.warn(
                "Spans wait at their tracers: topic {} did not take them ({}); see that it exists and the brokers are up",
                topic,
                error.getMessage());
    }

    @Override
    public void storedAgain() {
        count("spans_stored_again");
        LOG.info("Spans are stored again");
    }

    @Override
    public void spansAnswered(int status, int spans, long bytes) {
        spanFigures.answered(status, spans, bytes);
    }

    @Override
    public SpanFigures spans() {
        return spanFigures;
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
        error("packed_file_damaged", "");
        LOG.error("{} cannot be unpacked ({}); see what gzip -t says", path, reason);
    }

    @Override
    public void bytesUnaccounted(Path log, long bytes) {
        error("bytes_unaccounted_times", "");
        add("bytes_unaccounted", bytes);
        LOG.error("{} lost at least {} bytes before they could be read", log, bytes);
    }

    @Override
    public void packedOtherwise(Path log, Path packed) {
        error("packed_otherwise", "");
        LOG.error(
                "{} may hold what was not read of {}, and only gzip is unpacked; have logrotate use gzip, or delaycompress",
                packed,
                log);
    }

    private void error(String event, String reason) {
        count(event);
        ErrorCause cause = new ErrorCause(event, reason);
        boolean room = errors.size() < MOST_REASONS || errors.containsKey(cause);
        errors.computeIfAbsent(room ? cause : new ErrorCause(event, "other"), key -> new LongAdder())
                .increment();
    }

    private void count(String event) {
        add(event, 1);
    }

    private void add(String event, long amount) {
        counts.computeIfAbsent(event, key -> new LongAdder()).add(amount);
    }
}
