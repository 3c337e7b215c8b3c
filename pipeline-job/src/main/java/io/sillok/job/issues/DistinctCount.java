package io.sillok.job.issues;

import io.sillok.model.Digest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * How many different values were seen: exact up to {@value #EXACT}, then HyperLogLog of {@value #REGISTERS} registers, whose
 * standard error is 4.6 %. At most 1 KiB. Not thread-safe.
 *
 * @see <a href="https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf">Flajolet et al., HyperLogLog</a>
 */
final class DistinctCount {

    private static final int EXACT = 64;
    private static final int BITS = 9;
    private static final int REGISTERS = 1 << BITS;
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);
    private static final byte[] NONE = {};

    private final TreeSet<Long> hashes = new TreeSet<>();
    private byte[] registers = NONE;

    void add(String value) {
        long hash = Long.parseUnsignedLong(Digest.hex(value.getBytes(StandardCharsets.UTF_8), Long.BYTES), 16);
        if (registers.length == 0) {
            hashes.add(hash);
            if (hashes.size() > EXACT) {
                registers = new byte[REGISTERS];
                hashes.forEach(this::register);
                hashes.clear();
            }
        } else {
            register(hash);
        }
    }

    private void register(long hash) {
        int index = (int) (hash >>> (Long.SIZE - BITS));
        int rank = Math.min(Long.numberOfLeadingZeros(hash << BITS), Long.SIZE - BITS) + 1;
        registers[index] = (byte) Math.max(registers[index], rank);
    }

    long estimate() {
        if (registers.length == 0) {
            return hashes.size();
        }
        double sum = 0;
        int empty = 0;
        for (byte register : registers) {
            sum += Math.pow(2, -register);
            empty += register == 0 ? 1 : 0;
        }
        double estimate = ALPHA * REGISTERS * REGISTERS / sum;
        boolean few = estimate <= 2.5 * REGISTERS && empty > 0;
        return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : estimate);
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(registers.length);
        out.write(registers);
        out.writeShort(hashes.size());
        for (long hash : hashes) {
            out.writeLong(hash);
        }
    }

    static DistinctCount read(DataInput in) throws IOException {
        DistinctCount count = new DistinctCount();
        int length = in.readShort();
        if (length != 0) {
            count.registers = new byte[length];
            in.readFully(count.registers);
        }
        for (int left = in.readShort(); left > 0; left--) {
            count.hashes.add(in.readLong());
        }
        return count;
    }
}
