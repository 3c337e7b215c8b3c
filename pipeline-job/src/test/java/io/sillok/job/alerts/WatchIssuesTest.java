package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sillok.job.issues.IssueSighting;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchIssuesTest {

    private KeyedOneInputStreamOperatorTestHarness<String, IssueSighting, Alert> job;

    @BeforeEach
    void open() throws Exception {
        job = harness();
        job.open();
        job.setProcessingTime(0);
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void newAndReturnedIssuesAreToldByTheirRules() throws Exception {
        sighting("4e86a6f2ceef07ab", false);
        sighting("4e86a6f2ceef07ab", true);
        sighting("759a4a4d0bc00480", true);

        assertThat(alerts())
                .extracting(Alert::rule, Alert::subject)
                .containsExactly(
                        tuple("new", "4e86a6f2ceef07ab"),
                        tuple("back", "4e86a6f2ceef07ab"),
                        tuple("back", "759a4a4d0bc00480"));
        assertThat(alerts().get(0).summary()).isEqualTo("new: shop (test): CartException: Cart of *** is unreadable");
        assertThat(alerts().get(0).link())
                .startsWith("https://sillok.example/#/issues?q=fingerprint%3A%224e86a6f2ceef07ab%22&from=");
    }

    @Test
    void isNoNewsAfterAWhileAlsoAfterARestart() throws Exception {
        sighting("4e86a6f2ceef07ab", false);
        sighting("4e86a6f2ceef07ab", false);
        assertThat(alerts()).hasSize(1);
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        job.setProcessingTime(Duration.ofHours(1).toMillis());

        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.firing())
                .isFalse());
        assertThat(job.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, IssueSighting, Alert> harness() throws Exception {
        AlertSettings settings = Rules.of("""
                {page: "https://sillok.example", rules: [
                  {name: new, kind: new_issue, over: 1h}, {name: back, kind: regressed_issue, over: 1h},
                  {name: elsewhere, kind: new_issue, services: [blog]}]}""");
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new WatchIssues(settings)), WatchIssues::key, Types.STRING);
        harness.setup(Alert.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void sighting(String fingerprint, boolean regressed) throws Exception {
        job.processElement(
                new IssueSighting(
                        "shop\ntest",
                        fingerprint,
                        regressed,
                        1_000_000,
                        "App\\CartException",
                        "Cart of *** is unreadable\nmore",
                        "/app/Cart.php"),
                0);
    }

    private List<Alert> alerts() {
        return job.extractOutputValues();
    }
}
