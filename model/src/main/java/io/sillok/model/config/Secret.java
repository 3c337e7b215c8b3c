package io.sillok.model.config;

import java.io.Serializable;

/** A value that must never be printed. */
public record Secret(String value) implements Serializable {

    @Override
    public String toString() {
        return "***";
    }
}
