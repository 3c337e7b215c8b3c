package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchLoginsTest {

    private static final String RULES = """
            {page: "https://sillok.example/", rules: [
              {name: by address, kind: failed_logins_by_address, above: 10, over: 5m},
              {name: by account, kind: failed_logins_by_account, above: 3, over: 5m},
              {name: spraying, kind: password_spraying, above: 4, over: 5m},
              {name: got in, kind: login_after_failures, above: 4, over: 5m}]}""";

    private KeyedOneInputStreamOperatorTestHarness<String, LoginKey, Alert> job;

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
    void manyFailuresFromOneAddressAreToldOnceThoughTwoLogsTellThem() throws Exception {
        for (int i = 0; i < 10; i++) {
            attempt(i, "nginx.access", true, "203.0.113.7", "");
            attempt(i, "laravel.line", true, "203.0.113.7", "");
        }
        assertThat(alerts()).isEmpty();
        attempt(10, "nginx.access", true, "203.0.113.7", "");
        attempt(11, "nginx.access", true, "203.0.113.7", "");
        attempt(11, "nginx.access", true, "203.0.113.8", "");

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("by address");
            assertThat(alert.subject()).isEqualTo("203.0.113.7");
            assertThat(alert.summary())
                    .isEqualTo("by address: shop (test): 11 logins failed, address 203.0.113.7, in 5 min");
            assertThat(alert.link()).contains("client%3A%22203.0.113.7%22");
        });
    }

    /** Its provider gives one customer more addresses than there are logins. */
    @Test
    void aNetworkOfIpv6IsOneClient() throws Exception {
        for (int i = 0; i < 11; i++) {
            attempt(i, "nginx.access", true, ClientAddress.client("2001:db8:1:2::" + i, 64), "");
        }

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("2001:db8:1:2::/64");
            assertThat(alert.summary()).contains("11 logins failed, network 2001:db8:1:2::/64");
            assertThat(URLDecoder.decode(alert.link(), StandardCharsets.UTF_8))
                    .contains("(client:\"2001:db8:1:2::/64\" OR laravel.context.ip:2001:db8:1:2:*)");
        });
    }

    @Test
    void failuresThatLieFarApartAreNoAttack() throws Exception {
        for (int i = 0; i < 50; i++) {
            attempt(i * 60, "nginx.access", true, "203.0.113.7", "");
        }
        assertThat(alerts()).isEmpty();
    }

    @Test
    void oneAccountFromManyAddresses() throws Exception {
        for (int i = 0; i < 5; i++) {
            attempt(i, "laravel.line", true, "203.0.113." + i, "4e86a6f2ceef07ab");
        }
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("by account");
            assertThat(alert.details()).containsEntry("account_hash", "4e86a6f2ceef07ab");
            assertThat(alert.link()).contains("login.account.hash");
        });
    }

    @Test
    void manyAccountsFromOneAddress() throws Exception {
        for (int i = 0; i < 5; i++) {
            attempt(i, "laravel.line", true, "203.0.113.7", "account" + i);
        }
        assertThat(alerts()).extracting(Alert::rule).containsExactly("spraying");
        assertThat(alerts().get(0).value()).isEqualTo(5);
    }

    @Test
    void aLoginThatSucceedsAfterManyFailures() throws Exception {
        for (int i = 0; i < 6; i++) {
            attempt(i, "nginx.access", true, "203.0.113.7", "");
        }
        attempt(6, "nginx.access", false, "203.0.113.9", "");
        assertThat(alerts()).isEmpty();
        attempt(7, "nginx.access", false, "203.0.113.7", "");

        assertThat(alerts()).extracting(Alert::rule).containsExactly("got in");
        assertThat(alerts().get(0).summary()).contains("a login succeeded after 6 failed ones");
    }

    @Test
    void aSuccessThatComesLateFollowsNoLaterFailures() throws Exception {
        for (int i = 0; i < 6; i++) {
            attempt(100 + i, "nginx.access", true, "203.0.113.7", "");
        }
        attempt(99, "nginx.access", false, "203.0.113.7", "");
        assertThat(alerts()).isEmpty();
        attempt(105, "nginx.access", false, "203.0.113.7", "");
        assertThat(alerts()).extracting(Alert::rule).containsExactly("got in");
    }

    @Test
    void recoversWhenNothingFailedForAWhileAndForgets() throws Exception {
        for (int i = 0; i < 12; i++) {
            attempt(i, "nginx.access", true, "203.0.113.7", "");
        }
        for (int tick = 1; tick <= 40; tick++) {
            job.setProcessingTime(tick * 10_000L);
        }
        assertThat(alerts()).extracting(Alert::firing).containsExactly(true, false);
        assertThat(alerts().get(1).key()).isEqualTo(alerts().get(0).key());
        assertThat(job.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnFromACheckpoint() throws Exception {
        for (int i = 0; i < 8; i++) {
            attempt(i, "nginx.access", true, "203.0.113.7", "");
        }
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        for (int i = 8; i < 15; i++) {
            attempt(i, "nginx.access", true, "203.0.113.7", "");
        }
        assertThat(alerts()).hasSize(1);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, LoginKey, Alert> harness() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new WatchLogins(Rules.of(RULES))), LoginKey::key, Types.STRING);
        harness.setup(Alert.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void attempt(long second, String format, boolean failed, String address, String account) throws Exception {
        LoginAttempt attempt =
                new LoginAttempt("shop\ntest", format, failed, address, account, 1_000_000 + second * 1000);
        new LoginKey.Both().flatMap(attempt, new Collector<>() {
            @Override
            public void collect(LoginKey key) {
                try {
                    job.processElement(key, 0);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        });
    }

    private List<Alert> alerts() {
        return job.extractOutputValues();
    }
}
