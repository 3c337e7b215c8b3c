package io.sillok.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.parse.RangeSet.Range;
import io.sillok.model.FileId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class HolesTest {

    private static final Arrivals TOPIC = new Arrivals("logs.raw", false, false, Map.of());
    private static final Arrivals CUT_TOPIC = new Arrivals("logs.raw", false, true, Map.of());
    private static final Arrivals LEDGER = new Arrivals("sillok.ledger", true, false, Map.of());

    @Test
    void whatTheTailerKnowsToBeThereIsMissingTheRestIsOpen() {
        assertThat(Holes.of(TOPIC, arrival(false, new Range(10, 20), new Range(30, 50)), OptionalLong.of(40)))
                .containsExactly(
                        new Hole(Hole.Kind.MISSING, 10, 20),
                        new Hole(Hole.Kind.MISSING, 30, 40),
                        new Hole(Hole.Kind.OPEN, 40, 50));
    }

    @Test
    void withoutACheckpointAHoleIsMissing() {
        assertThat(Holes.of(TOPIC, arrival(false, new Range(10, 20)), OptionalLong.empty()))
                .containsExactly(new Hole(Hole.Kind.MISSING, 10, 20));
    }

    @Test
    void aHeadThatKafkaHasDeletedIsExpired() {
        assertThat(Holes.of(CUT_TOPIC, arrival(true, new Range(0, 20), new Range(30, 40)), OptionalLong.of(100)))
                .containsExactly(new Hole(Hole.Kind.EXPIRED, 0, 20), new Hole(Hole.Kind.MISSING, 30, 40));
        assertThat(Holes.of(CUT_TOPIC, Optional.empty(), OptionalLong.of(100)))
                .containsExactly(new Hole(Hole.Kind.EXPIRED, 0, 100));
    }

    @Test
    void whatWasAcknowledgedAndIsNotThereIsMissing() {
        assertThat(Holes.of(TOPIC, arrival(false), OptionalLong.of(120)))
                .containsExactly(new Hole(Hole.Kind.MISSING, 100, 120));
        assertThat(Holes.of(TOPIC, Optional.empty(), OptionalLong.of(120)))
                .containsExactly(new Hole(Hole.Kind.MISSING, 0, 120));
    }

    @Test
    void whatTheJobHasNotTakenYetIsOpen() {
        assertThat(Holes.of(LEDGER, arrival(false), OptionalLong.of(120)))
                .containsExactly(new Hole(Hole.Kind.OPEN, 100, 120));
    }

    /** Of a file of which 100 bytes came, but for the holes. */
    private static Optional<Arrival> arrival(boolean mayHaveLostItsHead, Range... holes) {
        long missing = List.of(holes).stream().mapToLong(Range::length).sum();
        return Optional.of(new Arrival(
                FileId.of("a"), "/var/log/a.log", 100 - missing, 0, missing, 100, List.of(holes), mayHaveLostItsHead));
    }
}
