package io.sillok.job.issues;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCountTest {

    private DistinctCount count = new DistinctCount();

    @Test
    void isExactWhileValuesAreFew() {
        for (int i = 0; i < 500; i++) {
            count.add("user " + i % 64);
        }
        assertThat(count.estimate()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 5000, 100_000})
    void isNearBeyond(int values) throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < values; i++) {
                count.add("user " + i);
            }
            count = copy(count);
        }
        assertThat((double) count.estimate()).isCloseTo(values, Percentage.withPercentage(14));
    }

    @Test
    void nothingIsNothing() {
        assertThat(count.estimate()).isZero();
    }

    private static DistinctCount copy(DistinctCount count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        count.write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(1024);
        return DistinctCount.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
