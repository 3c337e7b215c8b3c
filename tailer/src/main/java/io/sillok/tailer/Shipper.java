package io.sillok.tailer;

import io.sillok.tailer.SliceSink.Delivery;
import io.sillok.tailer.SliceSink.DeliveryFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands shipments to the sink and hears back, within a bound of bytes in flight. A failed shipment is sent again from
 * memory, since its bytes may be gone from the disk; until then its file sends nothing new, so that order stays.
 *
 * <p>Only deliveries come from other threads; they wait in a queue until the tailer's thread takes them.
 */
final class Shipper {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    /** What the old sink has not answered by then goes to the new one. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIME = Duration.ofSeconds(1);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(10);

    private static final int LEAST_TURN = 4096;

    /** After so long without anything in flight its memory is left to others. */
    private static final Duration BUFFERS_KEPT = Duration.ofSeconds(10);

    private record Answer(Shipment shipment, Optional<DeliveryFailure> failure) {}

    private SliceSink sink;
    private final TailerEvents events;
    private long bound;
    private final Runnable wakeUp;

    private final Deque<Shipment> outbox = new ArrayDeque<>();
    private final Deque<Shipment> failed = new ArrayDeque<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final SliceBuffers buffers = new SliceBuffers();

    private final AtomicBoolean refused = new AtomicBoolean();
    private Optional<SliceSink> successor = Optional.empty();
    private Instant handoverEnds = Instant.MAX;
    private boolean predecessorClosed;
    private int unanswered;
    private long weightInFlight;
    private long unframed;
    private long bytesShipped;
    private long bytesAcknowledged;
    private long recordsFramed;
    private long recordsShipped;
    private long recordsAcknowledged;
    private long slicesShipped;
    private long failures;
    private long bytesResent;
    private Instant lastAnswer = Instant.EPOCH;
    private Instant resendAt = Instant.MIN;
    private Instant refusedUntil = Instant.MIN;
    private Optional<Instant> waitingSince = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();
    private boolean stalled;

    /** @param wakeUp called on any thread when an answer has come */
    Shipper(SliceSink sink, TailerEvents events, long bound, Runnable wakeUp) {
        this.sink = sink;
        this.events = events;
        this.bound = bound;
        this.wakeUp = wakeUp;
    }

    void bound(long bytes) {
        bound = bytes;
    }

    /**
     * Sends to another sink as soon as the old one has answered all that it has, so that each file stays in order; what
     * it does not answer in some seconds, the new one gets.
     */
    void replace(SliceSink next, Instant now) {
        successor.ifPresent(waiting -> waiting.close(Duration.ZERO));
        successor = Optional.of(next);
        handoverEnds = now.plus(HANDOVER);
    }

    void close(Duration timeout) {
        successor.ifPresent(waiting -> waiting.close(Duration.ZERO));
        sink.close(timeout);
    }

    /** Whether a turn of reading may add to what is in memory. */
    boolean hasRoom() {
        return held() < bound;
    }

    /** Whether so much of the bound is half-written lines that giving them up makes room. */
    boolean crowded() {
        return unframed >= bound / 2;
    }

    /** All that was read and is not acknowledged. */
    long held() {
        return weightInFlight + unframed;
    }

    /**
     * How much a file's turn may add; 0 if it must wait. A file never holds more than it leaves to the others: of a bound
     * of 16 one busy file has 8, two have 5 each. Whoever has next to nothing gets an eighth of what is left, so that it
     * finds room even if dozens before it wait for answers.
     */
    int turn(FileStream stream, int most) {
        long left = bound - weightInFlight - unframed;
        long own = stream.weight();
        if (idle() || left - own >= most) {
            return most;
        }
        long share = left / 8 - own;
        return share < LEAST_TURN ? 0 : (int) Math.min(most, share);
    }

    /** Counts bytes that were read and are in no shipment yet. */
    void countUnframed(int change) {
        unframed += change;
    }

    long bytesShipped() {
        return bytesShipped;
    }

    long bytesAcknowledged() {
        return bytesAcknowledged;
    }

    /** A stream has framed so many more records. */
    void framed(int records) {
        recordsFramed += records;
    }

    ShippingFigures figures() {
        return new ShippingFigures(
                recordsFramed,
                recordsShipped,
                recordsAcknowledged,
                slicesShipped,
                failures,
                bytesResent,
                weightInFlight,
                bound,
                bytesAcknowledged > 0,
                stalled || lastFailure.isPresent());
    }

    boolean idle() {
        return weightInFlight == 0;
    }

    /** Puts a shipment into the outbox; {@link #send} sends it. */
    void ship(Shipment shipment) {
        outbox.add(shipment);
        weightInFlight += shipment.weight();
        shipment.stream().countInFlight(shipment.weight());
    }

    /**
     * Sends what may be sent now: what failed before, then what is new. A sink that refuses at once is left alone for a
     * while, since asking it may block.
     */
    void send(Instant now) {
        watch(now);
        if (successor.isPresent() && !handOver(now)) {
            return;
        }
        if (now.isBefore(resendAt)) {
            sendFrom(outbox, now);
            return;
        }
        sendFrom(failed, now);
        sendFrom(outbox, now);
    }

    private boolean handOver(Instant now) {
        if (unanswered > 0 && now.isBefore(handoverEnds)) {
            return false;
        }
        if (!predecessorClosed) {
            // Answers what is left as failed; those answers come with the next pass.
            sink.close(unanswered > 0 ? Duration.ZERO : CLOSE_TIME);
            predecessorClosed = true;
        }
        if (unanswered > 0) {
            return false;
        }
        sink = successor.get();
        predecessorClosed = false;
        successor = Optional.empty();
        resendAt = now;
        refusedUntil = now;
        return true;
    }

    private void sendFrom(Deque<Shipment> queue, Instant now) {
        for (int waiting = queue.size(); waiting > 0; waiting--) {
            if (now.isBefore(refusedUntil)) {
                return;
            }
            Shipment next = queue.remove();
            if (next.state() == Shipment.State.WAITING && next.stream().stalled()) {
                queue.add(next);
            } else {
                send(next, now);
            }
        }
    }

    /** Takes the answers that came; returns the streams whose checkpoint moved. */
    List<FileStream> takeAnswers(Instant now) {
        Set<FileStream> answered = new LinkedHashSet<>();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            Shipment shipment = answer.shipment();
            unanswered--;
            if (answer.failure().isPresent()) {
                fail(shipment, answer.failure().get(), now);
            } else {
                acknowledge(shipment, now);
                answered.add(shipment.stream());
            }
        }
        List<FileStream> moved = new ArrayList<>();
        for (FileStream stream : answered) {
            if (stream.advance(buffers)) {
                moved.add(stream);
            }
        }
        if (!answered.isEmpty()) {
            lastAnswer = now;
        } else if (idle() && now.isAfter(lastAnswer.plus(BUFFERS_KEPT))) {
            buffers.clear();
        }
        return moved;
    }

    private void send(Shipment shipment, Instant now) {
        if (shipment.state() == Shipment.State.WAITING) {
            bytesShipped += shipment.bytes();
            recordsShipped += shipment.records();
            slicesShipped++;
        } else {
            bytesResent += shipment.bytes();
        }
        shipment.become(Shipment.State.SENT);
        if (waitingSince.isEmpty()) {
            waitingSince = Optional.of(now);
        }
        refused.set(false);
        unanswered++;
        sink.send(shipment.slice(), new Delivery() {
            @Override
            public void acknowledged() {
                answer(new Answer(shipment, Optional.empty()));
            }

            @Override
            public void failed(DeliveryFailure failure) {
                answer(new Answer(shipment, Optional.of(failure)));
                refused.set(true);
            }
        });
        shipment.park(buffers);
        if (refused.get()) {
            refusedUntil = now.plus(RETRY_AFTER);
        }
    }

    private void answer(Answer answer) {
        answers.add(answer);
        wakeUp.run();
    }

    private void acknowledge(Shipment shipment, Instant now) {
        shipment.become(Shipment.State.ACKNOWLEDGED);
        weightInFlight -= shipment.weight();
        shipment.stream().countInFlight(-shipment.weight());
        bytesAcknowledged += shipment.bytes();
        recordsAcknowledged += shipment.records();
        waitingSince = weightInFlight == 0 ? Optional.empty() : Optional.of(now);
        if (stalled || lastFailure.isPresent()) {
            events.deliveryResumed();
        }
        stalled = false;
        lastFailure = Optional.empty();
    }

    private void fail(Shipment shipment, DeliveryFailure failure, Instant now) {
        shipment.become(Shipment.State.FAILED);
        failures++;
        if (failed.isEmpty()) {
            resendAt = now.plus(RETRY_AFTER);
        }
        failed.add(shipment);
        // One cause fails many slices many times; it is told once until something gets through.
        if (!lastFailure.equals(Optional.of(failure.reason()))) {
            lastFailure = Optional.of(failure.reason());
            events.deliveryFailed(failure);
        }
    }

    private void watch(Instant now) {
        waitingSince
                .filter(since -> !stalled && !now.isBefore(since.plus(STALLED_AFTER)))
                .ifPresent(since -> {
                    stalled = true;
                    events.deliveryStalled(Duration.between(since, now), weightInFlight);
                });
    }
}
