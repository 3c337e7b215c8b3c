package io.sillok.parsers.grok.automaton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ASCII characters over which a state stays as it is, where these are nearly all: the long parts of a line are run over
 * eight bytes at a time.
 */
final class Run implements Skip {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int MAX_STOPS = 3;

    private final boolean[] stays;
    private final boolean[][] detours;
    private final long first;
    private final long second;
    private final long third;
    private final Leap exit;

    private Run(boolean[] stays, List<Integer> stops) {
        this.exit = null;
        this.stays = stays.clone();
        this.detours = new boolean[Alphabet.ASCII][];
        this.first = ONES * stops.get(0);
        this.second = ONES * stops.get(1);
        this.third = ONES * stops.get(2);
    }

    /**
     * @param stays by character
     * @return empty if more than a few printable characters end the run: it would be short
     */
    static Optional<Run> over(boolean[] stays) {
        List<Integer> stops = new ArrayList<>();
        for (int c = FIRST_PRINTABLE; c < Alphabet.ASCII; c++) {
            if (!stays[c]) {
                stops.add(c);
            }
        }
        if (stops.size() > MAX_STOPS) {
            return Optional.empty();
        }
        while (stops.size() < MAX_STOPS) {
            stops.add(0); // looked at one by one anyway, as all control characters are
        }
        return Optional.of(new Run(stays, stops));
    }

    private Run(Run other, boolean[][] detours, Leap exit) {
        this.stays = other.stays;
        this.detours = detours;
        this.first = other.first;
        this.second = other.second;
        this.third = other.third;
        this.exit = exit;
    }

    /**
     * The same run that goes on behind a character which leads to another state if the next one leads back, and nothing
     * comes of it: a blank in a message that may, or may not, have been its end.
     *
     * @param back by character
     */
    Run withDetour(int stop, boolean[] back) {
        boolean[][] more = detours.clone();
        more[stop] = back.clone();
        return new Run(this, more, exit);
    }

    /** @param leap what most lines hold where the run ends, its stop first; null for none */
    Run withExit(Leap leap) {
        return new Run(this, detours, leap);
    }

    /** Null if nothing is known of what follows. */
    Leap exit() {
        return exit;
    }

    /** The first place from which the state does not simply stay as it is, or come back. */
    int end(byte[] line, int from, int end) {
        int place = from;
        while (true) {
            place = candidate(line, place, end);
            if (place >= end || line[place] < 0) {
                return place;
            }
            if (!stays[line[place]]) {
                boolean[] back = detours[line[place]];
                if (back == null || place + 1 >= end || line[place + 1] < 0 || !back[line[place + 1]]) {
                    return place;
                }
                place++;
            }
            place++;
        }
    }

    /**
     * The next byte that may end the run. In each of eight bytes the highest bit is set if it is no ASCII, and, for ASCII, by
     * a subtraction from what is smaller: a control character, or the difference to a stop, which is 0. A borrow spoils only
     * what is behind a byte that was found.
     */
    private int candidate(byte[] line, int from, int end) {
        int place = from;
        for (; place <= end - Long.BYTES; place += Long.BYTES) {
            long found = stops((long) EIGHT.get(line, place));
            if (found != 0) {
                return place + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        if (place >= end || end < Long.BYTES) {
            return place;
        }
        // the last eight bytes, those that were looked at shifted out; 0 comes in, which stops at the end
        long rest = (long) EIGHT.get(line, end - Long.BYTES) >>> (Byte.SIZE * (Long.BYTES - (end - place)));
        return place + (Long.numberOfTrailingZeros(stops(rest)) >>> 3);
    }

    private long stops(long eight) {
        return (eight
                        | (eight - ONES * FIRST_PRINTABLE)
                        | ((eight ^ first) - ONES)
                        | ((eight ^ second) - ONES)
                        | ((eight ^ third) - ONES))
                & HIGHS;
    }
}
