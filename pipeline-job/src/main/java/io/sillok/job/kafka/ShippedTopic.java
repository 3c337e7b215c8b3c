package io.sillok.job.kafka;

import io.sillok.model.config.ConfigSection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A topic that another shipper fills, one record of a log a Kafka record.
 *
 * <p>Empty texts, for what is not said: Flink serializes it.
 *
 * @param service of its records; empty if their envelope says it
 * @param parser of all its records; empty if each is to be told by how it looks
 */
public record ShippedTopic(
        String topic, Form form, String service, String environment, String parser, Map<String, String> definition)
        implements Serializable {

    /** How a record's value holds the log's record. */
    public enum Form {
        /** As {@link #JSON} if it looks like what Filebeat, Fluent Bit or Vector write, else {@link #PLAIN}. */
        AUTO,
        /** It is the log's record. */
        PLAIN,
        /** It is a JSON object that has it under {@code message} or {@code log}. */
        JSON
    }

    public ShippedTopic {
        definition = Map.copyOf(definition);
    }

    /** Reads the sections of {@code shippers}. */
    public static List<ShippedTopic> from(List<ConfigSection> sections) {
        List<ShippedTopic> topics = new ArrayList<>();
        for (ConfigSection section : sections) {
            topics.add(new ShippedTopic(
                    section.text("topic"),
                    section.value(
                            "form",
                            Form.AUTO,
                            "one of auto, plain, json",
                            text -> Form.valueOf(text.toUpperCase(Locale.ROOT))),
                    section.text("service", ""),
                    section.text("environment", ""),
                    section.text("parser", ""),
                    section.settings("definition")));
        }
        return topics;
    }
}
