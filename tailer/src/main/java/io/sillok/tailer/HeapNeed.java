package io.sillok.tailer;

/** What the bounds in the config take of the heap: a tailer that would run out of memory is not started. */
final class HeapNeed {

    private static final long MIB = 1024 * 1024;

    /** Classes, one turn of reading, a large batch for a few partitions, thousands of files. */
    private static final long BASE = 32 * MIB;

    /** Of a masker at the edge: its rules, and the text of what is open. */
    private static final long EDGE = 64 * MIB;

    /** What is in flight is there as read and as Kafka's producer holds it, and the collector needs room to move it. */
    private static final int COPIES = 4;

    private HeapNeed() {}

    static void check(TailerConfig config, long heap) throws TailerStartException {
        boolean masks = config.edge().isPresent();
        long need = BASE + (masks ? EDGE : 0) + (long) COPIES * config.inFlightBytes();
        if (need > heap) {
            throw new TailerStartException("in_flight_bytes " + config.inFlightBytes()
                    + (masks ? " with masking at the edge takes" : " takes") + " a heap of "
                    + (need / MIB + 1) + " MiB, this one may grow to " + heap / MIB
                    + " MiB; lower it, or set SILLOK_JAVA_OPTS=-Xmx" + (need / MIB + 1) + "m");
        }
    }
}
