package io.sillok.local.endtoend;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of the sample capture without Sillok: its files, the client's view of its traces, and its secrets. */
final class Capture {

    /** The client's view of one request. */
    record ClientTrace(String traceId, boolean sampled, String method, String path, int status) {}

    private final Path folder;

    Capture(Path folder) {
        this.folder = folder;
    }

    static Capture sample() {
        return new Capture(SillokProcess.home().resolve("samples/shop"));
    }

    List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path log : logs()) {
            bytes += Files.size(log);
        }
        return bytes;
    }

    List<ClientTrace> traces() throws IOException {
        return Files.readAllLines(folder.resolve("traces.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(columns -> !columns[0].isEmpty())
                .map(columns -> new ClientTrace(
                        columns[0].substring(3, 35),
                        columns[0].endsWith("1"),
                        columns[1],
                        columns[2],
                        Integer.parseInt(columns[3])))
                .toList();
    }

    /** The secrets that still stand in a text: as they were sent, encoded for a URL or in JSON, or cut as PHP does. */
    List<String> secretsIn(String text) throws IOException {
        return secrets().stream().filter(text::contains).toList();
    }

    private Set<String> secrets() throws IOException {
        Set<String> forms = new LinkedHashSet<>();
        for (String line : Files.readAllLines(folder.resolve("secrets.tsv"))) {
            String secret = line.substring(line.indexOf('\t') + 1);
            String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            forms.addAll(List.of(secret, encoded, encoded.replace("+", "%20"), secret.replace("/", "\\/")));
            if (secret.length() > 15) {
                forms.add(secret.substring(0, 15));
            }
        }
        return forms;
    }
}
