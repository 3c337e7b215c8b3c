package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.Random;

/**
 * Choices that a fuzzer makes: each takes as few bytes of its input as it needs, so that a changed byte changes one choice.
 * Behind the end of the input they follow from all of it.
 */
final class FuzzInput extends Random {

    private static final long serialVersionUID = 1;

    private final byte[] input;
    private int at;

    FuzzInput(byte[] input, int from) {
        super(Arrays.hashCode(input));
        this.input = input.clone();
        this.at = from;
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a choice among " + bound);
        }
        return bound <= 256 ? next(8) % bound : Math.floorMod(next(32), bound);
    }

    @Override
    public boolean nextBoolean() {
        return (next(8) & 1) == 1;
    }

    @Override
    protected int next(int bits) {
        int bytes = (bits + 7) / 8;
        if (input == null || at + bytes > input.length) {
            return super.next(bits);
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (input[at++] & 0xff);
        }
        return bits == 32 ? value : value & ((1 << bits) - 1);
    }
}
