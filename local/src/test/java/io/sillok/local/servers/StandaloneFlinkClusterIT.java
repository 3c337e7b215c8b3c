package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneFlinkClusterIT {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void runsAJarAndCancelsItsJob() throws Exception {
        try (StandaloneFlinkCluster cluster = StandaloneFlinkCluster.start(folder.resolve("cluster"), 2)) {
            String jar = cluster.uploadJar(jarOf(EndlessJob.class));
            String job = cluster.run(jar, EndlessJob.class.getName(), List.of("endless"));
            awaitStatus(cluster, job, "RUNNING");
            assertThat(cluster.jobExceptions(job)).isEmpty();

            cluster.cancel(job);
            awaitStatus(cluster, job, "CANCELED");
        }
    }

    @Test
    void theJobManagerThatStandsByGoesOnWithTheJobs() throws Exception {
        try (StandaloneFlinkCluster cluster =
                StandaloneFlinkCluster.startWithSpare(folder.resolve("cluster"), 1, true)) {
            String jar = cluster.uploadJar(jarOf(EndlessJob.class));
            String job = cluster.run(jar, EndlessJob.class.getName(), List.of("endless"));
            awaitStatus(cluster, job, "RUNNING");

            cluster.loseJobManager();
            awaitStatus(cluster, job, "RUNNING");
            cluster.cancel(job);
            awaitStatus(cluster, job, "CANCELED");
        }
    }

    private static void awaitStatus(StandaloneFlinkCluster cluster, String job, String wanted) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        String status = "";
        while (!status.equals(wanted) && System.nanoTime() < deadline) {
            try {
                status = cluster.jobStatus(job);
            } catch (IOException e) {
                status = "nobody leads: " + e.getMessage();
            }
            Thread.sleep(50);
        }
        assertThat(status).as("status of job " + job).isEqualTo(wanted);
    }

    private Path jarOf(Class<?> main) throws IOException {
        String entry = main.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("job.jar");
        try (InputStream code = main.getResourceAsStream("/" + entry);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
        return jar;
    }
}
