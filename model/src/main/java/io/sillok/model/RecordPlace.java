package io.sillok.model;

import java.util.Objects;

/** Where a record stands in Kafka. */
public record RecordPlace(String topic, int partition, long offset) {

    public RecordPlace {
        Objects.requireNonNull(topic, "topic");
    }

    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
