package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No secret that was sent to the sample shop is left in any line of its logs. */
class ShopSamplesTest {

    private static final Path SHOP = Path.of("..", "samples", "shop");
    private static final int STUMP = 15;

    @Test
    void noSecretIsLeft() throws IOException {
        assumeTrue(Files.exists(SHOP.resolve("secrets.tsv")), "no capture of the shop");
        Set<String> secrets = secrets();
        Set<Integer> lengths = new TreeSet<>();
        secrets.forEach(secret -> lengths.add(secret.length()));
        LineMasker masker = new LineMasker();
        List<String> leaks = new ArrayList<>();
        for (Path log : logs()) {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                String masked = masker.mask(line);
                if (leaks(masked, secrets, lengths)) {
                    leaks.add(log + ": " + masked);
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static boolean leaks(String masked, Set<String> secrets, Set<Integer> lengths) {
        for (int length : lengths) {
            for (int i = 0; i + length <= masked.length(); i++) {
                if (secrets.contains(masked.substring(i, i + length))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(SHOP)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> secrets() throws IOException {
        Set<String> forms = new HashSet<>();
        for (String line : Files.readAllLines(SHOP.resolve("secrets.tsv"))) {
            String secret = line.substring(line.indexOf('\t') + 1);
            forms.add(secret);
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            forms.add(JsonText.encode(secret));
            if (secret.length() > STUMP) {
                forms.add(secret.substring(0, STUMP));
            }
        }
        forms.add(Base64.getEncoder().encodeToString("admin:Adm1n-pass".getBytes(StandardCharsets.UTF_8)));
        return forms;
    }
}
