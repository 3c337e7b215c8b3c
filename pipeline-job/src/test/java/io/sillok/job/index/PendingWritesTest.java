package io.sillok.job.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.index.PendingWrites.Settled;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.Backoff;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PendingWritesTest {

    private static final Outcome MISSING = new Outcome.Retry(Outcome.Cause.MISSING, "document missing");
    private static final Outcome DOWN = new Outcome.Retry(Outcome.Cause.UNAVAILABLE, "down");
    private static final Outcome BUSY = new Outcome.Retry(Outcome.Cause.BUSY, "busy");

    private final PendingWrites pending = new PendingWrites(
            new RetryPolicy(new Backoff(Duration.ofMillis(100), Duration.ofMillis(100))), new SplittableRandom(1));
    private long now = 5;

    @Test
    void sendsWritesOfOneDocumentOneAfterTheOther() {
        IndexOperation create = write(Kind.CREATE, "a");
        IndexOperation update = write(Kind.UPDATE, "a");
        IndexOperation other = write(Kind.CREATE, "b");

        assertThat(take()).containsExactly(create, other);
        assertThat(take()).isEmpty();
        settle(List.of(create, other), Outcome.created(), Outcome.created());
        assertThat(take()).containsExactly(update);
    }

    @Test
    void holdsAnUpdateBackWhileItsCreateIsRetried() {
        IndexOperation create = write(Kind.CREATE, "a");
        IndexOperation update = write(Kind.UPDATE, "a");
        take();
        assertThat(settle(List.of(create), BUSY)).isEmpty();

        assertThat(take()).isEmpty();
        assertThat(pending.untilNext(now)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        now += Duration.ofMillis(100).toNanos();
        assertThat(take()).containsExactly(create);
        settle(List.of(create), Outcome.existing());
        assertThat(take()).containsExactly(update);
        settle(List.of(update), Outcome.updated());
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void givesBackWhatIsRefused() {
        IndexOperation create = write(Kind.CREATE, "a");
        take();
        Outcome refused = new Outcome.Refused("mapper_parsing_exception");

        assertThat(settle(List.of(create), refused)).containsExactly(new Settled(create, refused));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void boundsABatchByBytes() {
        IndexOperation first = write(Kind.CREATE, "a");
        write(Kind.CREATE, "b");

        assertThat(pending.take(now, 10, 1)).containsExactly(first);
    }

    @Test
    void letsAChangeThatCameTooEarlyWaitForItsDocument() {
        IndexOperation link = write(Kind.UPDATE, "a");
        IndexOperation span = write(Kind.UPDATE, "a");
        take();
        assertThat(settle(List.of(link), MISSING)).isEmpty();
        assertThat(pending.early()).isEqualTo(2);
        IndexOperation create = write(Kind.CREATE, "a");
        IndexOperation last = write(Kind.UPDATE, "a");

        List<IndexOperation> order = new ArrayList<>();
        while (!pending.isEmpty()) {
            for (IndexOperation next : take()) {
                order.add(next);
                settle(List.of(next), next.kind() == Kind.CREATE ? Outcome.created() : Outcome.updated());
            }
        }
        // the last one came behind all others, and says what is newest
        assertThat(order).startsWith(create).hasSize(4);
        assertThat(order.indexOf(link)).isLessThan(order.indexOf(span));
        assertThat(order.indexOf(span)).isLessThan(order.indexOf(last));
        assertThat(pending.early()).isZero();
    }

    @Test
    void letsAChangeGoWhoseDocumentIsGone() {
        IndexOperation link = write(Kind.UPDATE, "a");
        IndexOperation other = write(Kind.CREATE, "b");
        take();
        settle(List.of(link, other), MISSING, Outcome.created());
        assertThat(take()).as("it waits for its time").isEmpty();

        pending.expectNoMore();
        assertThat(take()).containsExactly(link);
        assertThat(settle(List.of(link), BUSY)).as("only its absence is final").isEmpty();
        now += Duration.ofMillis(100).toNanos();
        assertThat(take()).containsExactly(link);
        assertThat(settle(List.of(link), MISSING))
                .containsExactly(new Settled(link, new Outcome.Indexed(Outcome.Effect.GONE)));
        assertThat(pending.isEmpty()).isTrue();
        pending.expectMore();
    }

    @Test
    void aBusyIndexIsLeftInPeaceAtABarrier() {
        IndexOperation create = write(Kind.CREATE, "a");
        take();
        settle(List.of(create), BUSY);

        pending.expectNoMore();
        assertThat(take()).isEmpty();
        now += Duration.ofMillis(100).toNanos();
        assertThat(take()).containsExactly(create);
    }

    @Test
    void asksAStoreThatIsAwayOnceAndNotForEachDocument() {
        IndexOperation first = write(Kind.CREATE, "a");
        IndexOperation second = write(Kind.CREATE, "b");
        List<IndexOperation> batch = pending.take(now, 1, 1000);
        assertThat(batch).containsExactly(first);
        settle(batch, DOWN);

        assertThat(take()).as("the other waits with it").isEmpty();
        assertThat(pending.untilNext(now)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        now += Duration.ofMillis(100).toNanos();
        assertThat(take()).containsExactlyInAnyOrder(first, second);
        settle(List.of(second, first), Outcome.created(), DOWN);

        assertThat(take()).as("one of many: it waits alone").isEmpty();
        IndexOperation third = write(Kind.CREATE, "c");
        assertThat(take()).containsExactly(third);
        now += Duration.ofMillis(100).toNanos();
        assertThat(take()).containsExactly(first);
    }

    @Test
    void goesOnAtOnceWithWhatMayMakeTheDocument() {
        IndexOperation link = write(Kind.UPDATE, "a");
        take();
        settle(List.of(link), MISSING);
        assertThat(take()).isEmpty();

        IndexOperation create = write(Kind.CREATE, "a");
        assertThat(take()).containsExactly(create);
        settle(List.of(create), Outcome.created());
        assertThat(take()).containsExactly(link);
    }

    private IndexOperation write(Kind kind, String id) {
        IndexOperation operation = new IndexOperation(kind, "logs-x", id, 0, "{}".getBytes(StandardCharsets.UTF_8));
        pending.add(operation);
        return operation;
    }

    private List<IndexOperation> take() {
        return pending.take(now, 10, 1000);
    }

    private List<Settled> settle(List<IndexOperation> batch, Outcome... outcomes) {
        return pending.settle(batch, List.of(outcomes), now);
    }
}
