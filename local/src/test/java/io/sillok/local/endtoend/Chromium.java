package io.sillok.local.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window, where one is installed. */
record Chromium(Path binary, Path profile) {

    /** What a page became, and what its console said. */
    record Rendered(String dom, List<String> console) {}

    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Loads a page and lets its scripts work for some seconds of the browser's own time. */
    Rendered render(String address) throws IOException, InterruptedException {
        Path out = Files.createTempFile(profile.getParent(), "page", ".html");
        Path err = Files.createTempFile(profile.getParent(), "page", ".err");
        Process browser = new ProcessBuilder(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--window-size=1500,1000",
                        "--virtual-time-budget=10000",
                        "--enable-logging=stderr",
                        "--dump-dom",
                        address)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!browser.waitFor(90, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            throw new AssertionError("the browser did not end with " + address);
        }
        List<String> console = Files.readAllLines(err).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Rendered(Files.readString(out), console);
    }
}
