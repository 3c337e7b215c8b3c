package io.sillok.parsers.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.parsers.FormatCatalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a record costs grows with its length and no faster, for every parser: counted, not timed, so that it is the same
 * anywhere. {@code -Dseed=N} and {@code -Dsteps.records=N} for other, and more, records at random.
 */
class LinearStepsTest {

    /** The worst that was seen is 70. */
    private static final int STEPS_PER_BYTE = 150;

    /** So much a record may cost however short it is: one of a hundred makes a pattern learn what most lines hold. */
    private static final int STEPS_TO_BEGIN = 500_000;

    private static final int SHORT = 1024;
    private static final int LONG = 8 * SHORT;
    private static final int LONGEST = 1024 * 1024;

    /** What grows with the square makes it eight. */
    private static final double MOST_GROWTH = 2;

    private static final int RECORDS = Integer.getInteger("steps.records", 30);

    static List<String> parsers() {
        return List.copyOf(FormatCatalog.names());
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void recordsOfOnePieceCostByTheByte(String parser) throws ReflectiveOperationException {
        BiFunction<String, byte[], Long> parse = counted(CountedParse.class);
        for (String head : HostileRecords.HEADS) {
            for (String piece : HostileRecords.PIECES) {
                requireLinear(parse, parser, head, piece);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void recordsOfPiecesAtRandomCostByTheByte(String parser) throws ReflectiveOperationException {
        BiFunction<String, byte[], Long> parse = counted(CountedParse.class);
        Random random = new Random(Long.getLong("seed", 11));
        for (int i = 0; i < RECORDS; i++) {
            String head = oneOf(HostileRecords.HEADS, random);
            StringBuilder piece = new StringBuilder();
            for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
                piece.append(oneOf(random.nextInt(5) == 0 ? HostileRecords.HEADS : HostileRecords.PIECES, random));
            }
            if (!piece.isEmpty()) {
                requireLinear(parse, parser, head, piece.toString());
                if (i % (RECORDS / 3) == 0) {
                    requireBounded(parse, parser, record(head, piece.toString(), LONGEST), head + piece);
                }
            }
        }
    }

    private static void requireLinear(
            BiFunction<String, byte[], Long> parse, String parser, String head, String piece) {
        byte[] few = record(head, piece, SHORT);
        byte[] many = record(head, piece, LONG);
        double each = requireBounded(parse, parser, few, head + piece) / (double) few.length;
        assertThat((double) requireBounded(parse, parser, many, head + piece))
                .as(
                        "%s: %d bytes of <%s>, then <%s>..., of which %d cost %.1f each",
                        parser, many.length, head, piece, few.length, each)
                .isLessThan(STEPS_TO_BEGIN + MOST_GROWTH * each * many.length);
    }

    private static long requireBounded(
            BiFunction<String, byte[], Long> parse, String parser, byte[] record, String name) {
        long steps = parse.apply(parser, record);
        assertThat(steps)
                .as("%s: %d bytes of %s", parser, record.length, name)
                .isLessThan(STEPS_TO_BEGIN + (long) STEPS_PER_BYTE * record.length);
        return steps;
    }

    /** The measure itself: what is not linear has to be seen, in the code's own loops and in the JDK's. */
    @Test
    void seesWhatGrowsWithTheSquare() throws ReflectiveOperationException {
        BiFunction<String, byte[], Long> loops = counted(SquareLoops.class);
        for (String kind : List.of("loops", "searches", "copies", "regex")) {
            double each = loops.apply(kind, new byte[SHORT]) / (double) SHORT;
            assertThat((double) loops.apply(kind, new byte[LONG]))
                    .as(kind)
                    .isGreaterThan(STEPS_TO_BEGIN + MOST_GROWTH * each * LONG);
        }
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<String, byte[], Long> counted(Class<?> of) throws ReflectiveOperationException {
        return (BiFunction<String, byte[], Long>) new CountingLoader(LinearStepsTest.class.getClassLoader())
                .loadClass(of.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    private static byte[] record(String head, String piece, int bytes) {
        return (head + piece.repeat(Math.max(1, (bytes - head.length()) / piece.length())))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String oneOf(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
