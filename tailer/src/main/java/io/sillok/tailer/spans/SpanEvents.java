package io.sillok.tailer.spans;

/** What is notable about a receiver. Thread-safe. */
public interface SpanEvents {

    /** Spans are taken at this address. */
    void spansListening(String address, String topic);

    /** Everything else goes on without the receiver. */
    void spansUnavailable(String address, String reason);

    /** Kafka does not take spans; clients are told to come again. Told once until it does. */
    void notStored(String topic, Throwable error);

    void storedAgain();

    /**
     * A request was answered.
     *
     * @param status of HTTP
     * @param spans taken with it; 0 if it was refused
     * @param bytes unpacked, of what was taken
     */
    void spansAnswered(int status, int spans, long bytes);
}
