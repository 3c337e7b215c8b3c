package io.sillok.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesHighAvailabilityOptions;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.junit.jupiter.api.Test;

/** Flink ignores a key that it does not know, so a misspelt one would be a job without checkpoints. */
class FlinkConfigurationTest {

    private static final String REPORTER = "metrics.reporter.";

    private static final List<Class<?>> OPTIONS = List.of(
            CheckpointingOptions.class,
            ClusterOptions.class,
            CoreOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            KubernetesHighAvailabilityOptions.class,
            MetricOptions.class,
            RestartStrategyOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class);

    private final Map<String, String> configuration =
            Base.only(FlinkDeployment.class, "sillok-job").getSpec().getFlinkConfiguration();

    @Test
    void everyKeyIsAnOptionOfFlinkAndEveryValueFitsIt() {
        Map<String, ConfigOption<?>> options = options();
        Configuration flink = Configuration.fromMap(configuration);

        assertThat(configuration.keySet())
                .filteredOn(key -> !key.startsWith(REPORTER))
                .isSubsetOf(options.keySet())
                .allSatisfy(key -> assertThatCode(() -> flink.get(options.get(key)))
                        .as(key)
                        .doesNotThrowAnyException());
    }

    @Test
    void theJobSurvivesTheLossOfAnyPod() {
        assertThat(configuration)
                .containsEntry("high-availability.type", "kubernetes")
                .containsEntry("state.backend.type", "rocksdb");
        assertThat(Stream.of(
                                "execution.checkpointing.dir",
                                "execution.checkpointing.savepoint-dir",
                                "high-availability.storageDir")
                        .map(configuration::get))
                .allMatch(directory -> directory.startsWith("s3://"));
        assertThat(Base.only(FlinkDeployment.class, "sillok-job")
                        .getSpec()
                        .getJobManager()
                        .getReplicas())
                .as("JobManagers, one of which stands by")
                .isEqualTo(2);
    }

    private static Map<String, ConfigOption<?>> options() {
        Map<String, ConfigOption<?>> options = new HashMap<>();
        for (Class<?> type : OPTIONS) {
            for (Field field : type.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = valueOf(field);
                    options.put(option.key(), option);
                }
            }
        }
        return options;
    }

    private static ConfigOption<?> valueOf(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }
}
