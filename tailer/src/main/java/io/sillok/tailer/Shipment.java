package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.model.framing.ResumePoint;

/** One slice on its way. Touched by the tailer's thread only. */
final class Shipment {

    enum State {
        WAITING,
        SENT,
        FAILED,
        ACKNOWLEDGED
    }

    private static final int OVERHEAD_BYTES = 1024;

    private final FileStream stream;
    private final FileSlice slice;
    private final ResumePoint behind;
    private State state = State.WAITING;

    Shipment(FileStream stream, FileSlice slice, ResumePoint behind) {
        this.stream = stream;
        this.slice = slice;
        this.behind = behind;
    }

    FileStream stream() {
        return stream;
    }

    FileSlice slice() {
        return slice;
    }

    int bytes() {
        return slice.bytes().length;
    }

    /** What it takes of the bound in flight: small slices cost more than their bytes. */
    int weight() {
        return bytes() + OVERHEAD_BYTES;
    }

    /** Where to go on once this and all before it are acknowledged. */
    ResumePoint behind() {
        return behind;
    }

    State state() {
        return state;
    }

    void become(State next) {
        stream.countFailed((next == State.FAILED ? 1 : 0) - (state == State.FAILED ? 1 : 0));
        state = next;
    }
}
