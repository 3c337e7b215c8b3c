package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.Standing.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResolutionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SEEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant RESOLVED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-22T13:00:00Z");

    private static final Issue BEFORE = issue(SEEN, 10, Map.of("1.0", 4L, "1.1", 6L));

    @Test
    void whatWasNotSeenSinceIsResolved() {
        Standing standing = stored("").standing(BEFORE);
        assertThat(standing).isEqualTo(new Standing(State.RESOLVED, Optional.of(RESOLVED), "", ""));
        assertThat(BEFORE.with(standing).mark(LATER)).isEqualTo(Issue.Mark.RESOLVED);
    }

    @Test
    void theMillisecondOfTheResolutionBelongsToIt() {
        assertThat(state("", issue(RESOLVED, 11, Map.of("1.1", 7L)))).isEqualTo(State.RESOLVED);
        assertThat(state("", issue(RESOLVED.plusMillis(1), 11, Map.of("1.1", 7L))))
                .isEqualTo(State.REGRESSED);
    }

    @Test
    void aServersClockThatGoesAheadIsNoRegression() {
        Issue ahead = issue(LATER, 10, Map.of());
        Resolution resolution = Resolution.of(ahead, RESOLVED, Optional.empty(), Set.of());
        assertThat(resolution.standing(ahead).state()).isEqualTo(State.RESOLVED);
        assertThat(resolution.standing(issue(LATER.plusMillis(1), 11, Map.of())).state())
                .isEqualTo(State.REGRESSED);
    }

    @Test
    void olderEventsThatAreReadLaterAreNoRegression() {
        assertThat(state("", issue(SEEN.plusSeconds(60), 400, Map.of("1.1", 396L, "1.0", 4L))))
                .isEqualTo(State.RESOLVED);
        assertThat(state("1.1", issue(SEEN.plusSeconds(60), 400, Map.of("1.1", 396L, "1.0", 4L))))
                .isEqualTo(State.RESOLVED);
    }

    @Test
    void withoutAReleaseAnySightingIsARegression() {
        assertThat(stored("").standing(issue(LATER, 11, Map.of("1.0", 4L, "1.1", 7L))))
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "", "1.1"));
        assertThat(stored("").standing(issue(LATER, 11, Map.of("1.0", 4L, "1.1", 6L))))
                .as("in no release")
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "", ""));
        assertThat(stored("")
                        .standing(issue(LATER, 12, Map.of("1.0", 5L, "1.1", 7L)))
                        .cameBackIn())
                .as("in which of two known ones it began is not told")
                .isEmpty();
    }

    @Test
    void inReleasesThatWereKnownItMayStillBeSeen() {
        assertThat(state("1.2", issue(LATER, 15, Map.of("1.0", 4L, "1.1", 11L))))
                .isEqualTo(State.RESOLVED);
        assertThat(state("1.2", issue(LATER, 15, Map.of("0.9", 5L, "1.0", 4L, "1.1", 6L))))
                .as("seen in another issue of the service")
                .isEqualTo(State.RESOLVED);
    }

    @Test
    void inTheReleaseThatMendsItItIsARegression() {
        assertThat(stored("1.2").standing(issue(LATER, 11, Map.of("1.0", 4L, "1.1", 6L, "1.2", 1L))))
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "1.2", "1.2"));
        assertThat(stored("1.1").standing(issue(LATER, 11, Map.of("1.0", 4L, "1.1", 7L))))
                .as("already seen in it")
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "1.1", "1.1"));
        assertThat(state("1.1", issue(LATER, 11, Map.of("1.0", 5L, "1.1", 6L)))).isEqualTo(State.RESOLVED);
        assertThat(stored("0.9").standing(issue(LATER, 11, Map.of("0.9", 1L, "1.0", 4L, "1.1", 6L))))
                .as("known of another issue")
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "0.9", "0.9"));
    }

    @Test
    void inAReleaseNobodyKnewItIsARegression() {
        assertThat(stored("1.2").standing(issue(LATER, 12, Map.of("1.0", 4L, "1.1", 7L, "1.3", 1L))))
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "1.2", "1.3"));
    }

    @Test
    void whatTellsNoReleaseCannotBeRuledOut() {
        assertThat(stored("1.2").standing(issue(LATER, 11, Map.of("1.0", 4L, "1.1", 6L))))
                .isEqualTo(new Standing(State.REGRESSED, Optional.of(RESOLVED), "1.2", ""));
        Issue never = issue(SEEN, 3, Map.of());
        Resolution resolution = Resolution.of(never, RESOLVED, Optional.of("1.2"), Set.of());
        assertThat(resolution.standing(never).state()).isEqualTo(State.RESOLVED);
        assertThat(resolution.standing(issue(LATER, 4, Map.of())).state()).isEqualTo(State.REGRESSED);
    }

    @Test
    void aReleaseThatMadeRoomIsNoSightingWithoutOne() {
        assertThat(state("1.2", issue(LATER, 15, Map.of("0.9", 5L, "1.1", 6L)))).isEqualTo(State.RESOLVED);
    }

    @Test
    void anIssueThatTheJobForgotAndMetAgain() {
        assertThat(state("", issue(LATER, 1, Map.of()))).isEqualTo(State.REGRESSED);
        assertThat(state("1.2", issue(LATER, 1, Map.of()))).isEqualTo(State.REGRESSED);
        assertThat(state("1.2", issue(LATER, 1, Map.of("1.2", 1L)))).isEqualTo(State.REGRESSED);
        assertThat(state("1.2", issue(LATER, 1, Map.of("1.1", 1L)))).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatIsResolvedAgainStandsAgain() {
        Issue back = issue(LATER, 11, Map.of("1.0", 4L, "1.1", 6L, "1.2", 1L));
        Resolution again = Resolution.of(back, LATER.plusSeconds(1), Optional.of("1.3"), Set.of("1.2"));
        assertThat(again.standing(back).state()).isEqualTo(State.RESOLVED);
        assertThat(again.standing(issue(LATER.plusSeconds(9), 12, Map.of("1.0", 4L, "1.1", 6L, "1.2", 2L)))
                        .state())
                .isEqualTo(State.RESOLVED);
    }

    @Test
    void aRegressionIsMarkedUntilSomebodySaysMore() {
        Issue back = issue(LATER, 11, Map.of("1.2", 1L)).with(stored("").standing(issue(LATER, 11, Map.of("1.2", 1L))));
        assertThat(back.mark(LATER.plus(Issue.NEWS.multipliedBy(100)))).isEqualTo(Issue.Mark.REGRESSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"resolved_at\":\"yesterday\",\"count\":1}",
                "{\"resolved_at\":1763800000000,\"count\":1}",
                "{\"resolved_at\":\"2026-11-22T12:00:00Z\"}",
                "{\"resolved_at\":\"2026-11-22T12:00:00Z\",\"count\":\"many\"}",
                "{\"resolved_at\":\"2026-11-22T12:00:00Z\",\"count\":1,\"in_release\":{}}",
                "{\"resolved_at\":\"2026-11-22T12:00:00Z\",\"count\":1,\"releases\":[\"1.0\"]}",
                "{\"resolved_at\":\"2026-11-22T12:00:00Z\",\"count\":1,\"releases\":[{\"release\":\"1.0\"}]}",
            })
    void aDocumentThatIsNoneResolvesNothing(String document) throws IOException {
        assertThat(Resolution.of(new LogHit(Resolution.INDEX, "1", JSON.readTree(document))))
                .isEmpty();
    }

    @Test
    void fieldsOfLaterVersionsAreNoHindrance() throws IOException {
        ObjectNode document = stored("1.2").json().put("by", "somebody");
        assertThat(Resolution.of(new LogHit(Resolution.INDEX, "1", document))).contains(stored("1.2"));
    }

    private static State state(String release, Issue now) {
        return stored(release).standing(now).state();
    }

    /** As it is read again after it was written. */
    private static Resolution stored(String release) {
        Optional<String> told = Optional.of(release).filter(name -> !name.isEmpty());
        Resolution made = Resolution.of(BEFORE, RESOLVED, told, Set.of("0.9", "1.1"));
        Optional<Resolution> read = Resolution.of(new LogHit(Resolution.INDEX, BEFORE.id(), made.json()));
        assertThat(read).contains(made);
        return read.orElseThrow();
    }

    private static Issue issue(Instant last, long count, Map<String, Long> releases) {
        ObjectNode source = JSON.createObjectNode()
                .put("first_seen", "2026-10-01T00:00:00Z")
                .put("last_seen", last.toString())
                .put("count", count);
        new TreeMap<>(releases).forEach((name, times) -> source.withArray("releases")
                .addObject()
                .put("release", name)
                .put("count", times));
        return Issue.of(new LogHit("issues-1", "1", source));
    }
}
