package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A compact binary form, between operators and in state. Thread-safe, without state. */
public interface Wire<T> {

    /** Written first by who stores it for long; raised when the form changes. */
    int version();

    void write(T value, DataOutput out) throws IOException;

    T read(DataInput in) throws IOException;

    /** Whether state that was written in this version of the form can still be read. */
    default boolean reads(int version) {
        return version == version();
    }

    /**
     * Reads what an earlier version of the form wrote.
     *
     * @param version one that {@link #reads} is true for
     */
    default T read(DataInput in, int version) throws IOException {
        return read(in);
    }
}
