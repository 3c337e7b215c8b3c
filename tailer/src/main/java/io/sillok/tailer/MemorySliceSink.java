package io.sillok.tailer;

import io.sillok.model.FileSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps slices in memory, for tools that read files without a broker. Thread-safe. */
public final class MemorySliceSink implements SliceSink {

    private final List<FileSlice> slices = new ArrayList<>();

    @Override
    public void send(FileSlice slice, Delivery delivery) {
        synchronized (slices) {
            slices.add(slice);
        }
        delivery.acknowledged();
    }

    /** What was sent so far, in order. */
    public List<FileSlice> slices() {
        synchronized (slices) {
            return List.copyOf(slices);
        }
    }

    @Override
    public void close(Duration timeout) {}
}
