package io.sillok.sinks.prometheus;

import io.sillok.sinks.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tells what a receiver will never take from what it may take later. Its own text, which quotes labels, is not passed on. */
final class Refusals {

    /** In the words of Prometheus (tsdb and storage packages) and of Mimir. */
    private static final List<String> PHRASES = List.of(
            "too old sample",
            "out of order sample",
            "out of bounds",
            "duplicate sample for timestamp",
            "invalid metric name",
            "invalid label name",
            "invalid label value",
            "label name",
            "snappy",
            "proto");

    private Refusals() {}

    /** The reason, if sending the same again is of no use. */
    static Optional<String> reason(Exchange.Reply reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        Optional<String> phrase = PHRASES.stream().filter(text::contains).findFirst();
        // Prometheus answers 500 where a sample is older than its out-of-order window.
        boolean final500 = reply.status() == 500 && phrase.isPresent();
        if (reply.status() != 400 && !final500) {
            return Optional.empty();
        }
        return Optional.of("Prometheus " + reply.status()
                + phrase.map(words -> ": " + words).orElse(""));
    }
}
