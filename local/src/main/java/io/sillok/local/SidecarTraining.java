package io.sillok.local;

import io.sillok.local.servers.KafkaBroker;
import io.sillok.local.servers.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Run once by the launcher after a build: has the sidecar ship a line to a real broker, under a JVM that writes down which
 * classes it loads. The arguments are the sidecar's command without its config.
 */
public final class SidecarTraining {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SidecarTraining() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("sillok-training-");
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"), KafkaBroker.ANY_PORT)) {
            broker.createTopics(List.of(TopicSpec.of("logs.raw", 1)));
            Path log = Files.writeString(folder.resolve("access.log"), "a line\nanother\n");
            List<String> command = new ArrayList<>(List.of(args));
            command.add(config(folder, log, broker.bootstrapServers()).toString());
            Process sidecar = new ProcessBuilder(command).inheritIO().start();
            awaitCheckpoint(folder.resolve("data/checkpoint"));
            sidecar.destroy();
            if (!sidecar.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                sidecar.destroyForcibly();
            }
        }
        delete(folder);
    }

    private static Path config(Path folder, Path log, String brokers) throws IOException {
        return Files.writeString(folder.resolve("tailer.yaml"), """
                service: training
                data: %s
                kafka: {bootstrap.servers: "%s"}
                checkpoint_interval: 100ms
                status: {listen: "127.0.0.1:0"}
                files:
                  - {paths: ["%s"], parser: nginx.access, definition: {log_format: combined}}
                """.formatted(folder.resolve("data"), brokers, log));
    }

    private static void awaitCheckpoint(Path checkpoint) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(checkpoint)) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("no checkpoint within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(50);
        }
        // The first checkpoint holds the file's identity; what follows is the acknowledged position.
        Thread.sleep(1000);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
