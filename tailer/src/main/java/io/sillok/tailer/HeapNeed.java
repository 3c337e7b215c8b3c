package io.sillok.tailer;

/** What the bounds in the config take of the heap: a tailer that would run out of memory is not started. */
final class HeapNeed {

    private static final long MIB = 1024 * 1024;

    /** Classes, one turn of reading, a large batch for a few partitions, thousands of files. */
    private static final long BASE = 32 * MIB;

    /** What is in flight is there as read and as Kafka's producer holds it, and the collector needs room to move it. */
    private static final int COPIES = 4;

    private HeapNeed() {}

    static void check(TailerConfig config, long heap) throws TailerStartException {
        long need = BASE + (long) COPIES * config.inFlightBytes();
        if (need > heap) {
            throw new TailerStartException("in_flight_bytes " + config.inFlightBytes() + " takes a heap of "
                    + (need / MIB + 1) + " MiB, this one may grow to " + heap / MIB
                    + " MiB; lower it, or set SILLOK_JAVA_OPTS=-Xmx" + (need / MIB + 1) + "m");
        }
    }
}
