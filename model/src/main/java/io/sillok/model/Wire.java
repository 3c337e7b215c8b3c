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
}
