package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneFlinkClusterIT {
    @TempDir
    Path folder;

    @Test
    void startsWithItsSlotsAndTakesAJar() throws Exception {
        Path jar = Path.of(KafkaBroker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (StandaloneFlinkCluster cluster = StandaloneFlinkCluster.start(folder, 2)) {
            assertThat(new Rest(cluster.restAddress())
                            .get("/overview")
                            .path("taskmanagers")
                            .asInt())
                    .isOne();
            assertThat(cluster.uploadJar(jar)).endsWith(jar.getFileName().toString());
        }
    }
}
