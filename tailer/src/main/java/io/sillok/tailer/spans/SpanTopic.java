package io.sillok.tailer.spans;

/** Where bodies go. Thread-safe. */
interface SpanTopic extends AutoCloseable {

    /** What became of a body. */
    enum Outcome {
        /** It is safe. */
        STORED,
        /** It is larger than the topic takes, and will be the next time. */
        TOO_LARGE,
        /** Not now; the client is to send it again. It may have arrived all the same. */
        NOT_NOW
    }

    /** Hands a body over and waits, for some seconds at most, until it is known what became of it. */
    Outcome store(byte[] body, String contentType);

    @Override
    void close();
}
