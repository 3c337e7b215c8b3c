package io.sillok.parsers.grok.automaton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What most lines hold from a state on: a number of characters, each of a range in which all lead to the same state. Where
 * a line holds it, it is passed by a few comparisons of eight bytes each, which do not wait for each other.
 */
final class Leap implements Skip {

    /** @param register that gets the place before the character, or {@link Move#NOBODYS} */
    record Character(int least, int most, int register) {}

    static final int SHORTEST = 4;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;

    private final int length;
    private final int looked;
    private final long counted;
    private final int next;
    private final long[] least;
    private final long[] most;
    private final int[] registers;
    private final int[] distances;
    private final Leap then;
    private final Leap otherwise;

    /**
     * @param characters at least {@link #SHORTEST}
     * @param next row behind them
     * @param then what most lines that hold it go on with, where that is less usual than what it holds; or null
     * @param otherwise what many lines hold that do not hold it; or null
     */
    Leap(List<Character> characters, int next, Leap then, Leap otherwise) {
        this.then = then;
        this.otherwise = otherwise;
        this.length = characters.size();
        this.next = next;
        this.looked = Math.max(length, Long.BYTES);
        this.counted = length < Long.BYTES ? HIGHS & ((1L << (Byte.SIZE * length)) - 1) : HIGHS;
        int words = (looked + Long.BYTES - 1) / Long.BYTES;
        this.least = new long[words];
        this.most = new long[words];
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < Math.min(length, Long.BYTES); i++) {
                Character character = characters.get(start(word) + i);
                least[word] |= (long) character.least() << (Byte.SIZE * i);
                most[word] |= (character.most() | 0x80L) << (Byte.SIZE * i);
            }
        }
        int[] marked = IntStream.range(0, length)
                .filter(i -> characters.get(i).register() != Move.NOBODYS)
                .toArray();
        this.distances = marked;
        this.registers =
                Arrays.stream(marked).map(i -> characters.get(i).register()).toArray();
    }

    /** The last word overlaps the one before it, so that nothing behind the leap is looked at. */
    private int start(int word) {
        return Math.min(word * Long.BYTES, looked - Long.BYTES);
    }

    /**
     * Whether the line holds it, and eight bytes altogether. In each of eight bytes the highest bit stays set if it is not less than the least, and if it is not more than the most;
     * a byte that is no ASCII fails by its own. What a subtraction borrows comes from behind it.
     */
    boolean fits(byte[] line, int place, int end) {
        if (end - place < looked) {
            return false;
        }
        long fit = HIGHS;
        for (int word = 0; word < least.length; word++) {
            long eight = (long) EIGHT.get(line, place + start(word));
            fit &= ((eight | HIGHS) - least[word]) & (most[word] - eight) & ~eight;
        }
        return (fit & counted) == counted;
    }

    void mark(int[] places, int place) {
        for (int i = 0; i < registers.length; i++) {
            places[registers[i]] = place + distances[i];
        }
    }

    int length() {
        return length;
    }

    int next() {
        return next;
    }

    /** Null if nothing is known of what follows, or the next row has a way over it. */
    Leap then() {
        return then;
    }

    /** To try where it does not fit; null if there is none. */
    Leap otherwise() {
        return otherwise;
    }
}
