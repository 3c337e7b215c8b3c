package io.sillok.parsers.grok.automaton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The ASCII characters over which a state stays as it is, for the long parts of a line. If few printable characters end the
 * run, eight bytes are looked at together.
 */
final class Run {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int MAX_STOPS = 3;

    private final boolean[] stays;
    private final boolean wide;
    private final long[] stops = new long[MAX_STOPS];

    /** @param stays by character */
    Run(boolean[] stays) {
        this.stays = stays.clone();
        int count = 0;
        for (int c = FIRST_PRINTABLE; c < Alphabet.ASCII; c++) {
            if (!stays[c]) {
                if (count < MAX_STOPS) {
                    stops[count] = ONES * c;
                }
                count++;
            }
        }
        this.wide = count <= MAX_STOPS;
        for (int i = count; i < MAX_STOPS; i++) {
            stops[i] = i == 0 ? 0 : stops[0]; // a control character, or one that is looked for already
        }
    }

    /** The first place from which the state does not simply stay as it is. */
    int over(byte[] line, int from, int end) {
        int place = from;
        while (true) {
            if (wide) {
                place = candidate(line, place, end);
            }
            while (place < end && line[place] >= FIRST_PRINTABLE && stays[line[place]]) {
                place++;
            }
            if (place == end || line[place] < 0 || !stays[line[place]]) {
                return place;
            }
            place++; // a control character
        }
    }

    /** The next byte that may stop, or one of the last seven. */
    private int candidate(byte[] line, int from, int end) {
        long first = stops[0];
        long second = stops[1];
        long third = stops[2];
        int place = from;
        for (; place + Long.BYTES <= end; place += Long.BYTES) {
            long eight = (long) EIGHT.get(line, place);
            long found =
                    HIGHS & (eight | below(eight) | zero(eight ^ first) | zero(eight ^ second) | zero(eight ^ third));
            if (found != 0) {
                return place + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        return place;
    }

    /** A high bit is set if a byte is a control character. */
    private static long below(long eight) {
        return (eight - ONES * FIRST_PRINTABLE) & ~eight;
    }

    /** A high bit is set if a byte is 0. */
    private static long zero(long eight) {
        return (eight - ONES) & ~eight;
    }
}
