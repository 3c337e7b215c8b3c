package io.sillok.local.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sillok.local.discover.server.ServerTree;
import io.sillok.model.config.ConfigFile;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the configs, reading them ends, and what is printed is a config that the tailer takes. */
final class HostileConfigsTest {

    private static final Path SAMPLES = Path.of("../samples/discover");
    private static final int ROUNDS = 90;
    private static final List<String> POISON = List.of(
            "\"",
            "'",
            "{",
            "}",
            ";",
            "\\",
            "\n",
            "#",
            "$",
            "${",
            "(",
            ")",
            "[",
            "]",
            "=>",
            ",",
            "\0",
            "\u2028",
            "<<<X\n",
            "/*",
            "*/",
            "${env:HOME}",
            "include *;",
            "!include /etc/my.cnf\n",
            "[[",
            "--[[",
            "%",
            "=",
            ": ",
            "- ",
            "fn () =>");

    @Test
    @Timeout(120)
    void damagedConfigs(@TempDir Path folder) throws IOException {
        long seed = 20261122;
        Random random = new Random(seed);
        List<String> cases =
                List.of("forge", "hostile-quoting", "openresty", "many-vhosts", "aapanel", "laravel-cached");
        for (int round = 0; round < ROUNDS; round++) {
            Path tree = folder.resolve("round-" + round);
            copyDamaged(SAMPLES.resolve(cases.get(round % cases.size())).resolve("tree"), tree, random);
            assertThatCode(() -> check(new ServerTree(tree)))
                    .as("seed %d, round %d", seed, round)
                    .doesNotThrowAnyException();
        }
    }

    private static void check(ServerTree tree) throws Exception {
        DiscoveredServer server = ServerReading.read(tree, ServerReading.standardPlaces(tree, Optional.empty()));
        if (!server.files().isEmpty()) {
            String yaml = server.yaml(Optional.empty());
            TailerConfig config = TailerConfig.read(ConfigFile.parse(yaml, "discovered"));
            long paths = config.files().stream()
                    .mapToLong(group -> group.paths().size())
                    .sum();
            assertThat(paths).isEqualTo(server.files().size());
        }
    }

    private static void copyDamaged(Path from, Path to, Random random) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isSymbolicLink(path)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(path));
                } else if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.writeString(copy, damaged(Files.readString(path), random), StandardCharsets.UTF_8);
                }
            }
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && damaged.length() > 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.insert(at, POISON.get(random.nextInt(POISON.size())));
                case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(20)));
                default -> damaged.setLength(at);
            }
        }
        return damaged.toString();
    }
}
