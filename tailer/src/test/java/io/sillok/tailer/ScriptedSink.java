package io.sillok.tailer;

import io.sillok.model.FileSlice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** A sink whose answers the test gives: at once, later, in any order, or as failures. */
class ScriptedSink implements SliceSink {

    enum Mode {
        ACKNOWLEDGE,
        HOLD,
        FAIL
    }

    record Held(FileSlice slice, Delivery delivery) {}

    final List<FileSlice> arrived = new ArrayList<>();
    final Deque<Held> held = new ArrayDeque<>();
    Mode mode = Mode.ACKNOWLEDGE;

    /** Slices that get no answer, whatever the mode. */
    Predicate<FileSlice> unanswered = slice -> false;

    private int attempts;

    @Override
    public void send(FileSlice slice, Delivery delivery) {
        attempts++;
        if (unanswered.test(slice)) {
            held.add(new Held(slice, delivery));
            return;
        }
        switch (mode) {
            case ACKNOWLEDGE -> acknowledge(new Held(slice, delivery));
            case HOLD -> held.add(new Held(slice, delivery));
            case FAIL -> delivery.failed(new DeliveryFailure("the sink fails", "let it be"));
        }
    }

    void acknowledge(Held answer) {
        arrived.add(answer.slice());
        answer.delivery().acknowledged();
    }

    void fail(Held answer) {
        answer.delivery().failed(new DeliveryFailure("the sink fails", "let it be"));
    }

    int attempts() {
        return attempts;
    }

    @Override
    public void close(Duration timeout) {}
}
