package io.sillok.local.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The process of {@link LogWriter}. It ends with its parent, however that ends. */
final class LogWriters implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private LogWriters(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static LogWriters start(Path folder, List<LogStream> streams, long bytesPerSecond, long seed) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LogWriter.class.getName(),
                folder.toString(),
                Long.toString(bytesPerSecond),
                Long.toString(seed)));
        streams.forEach(stream -> command.add(stream.name()));
        LogWriters writers = new LogWriters(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        String first = writers.said.readLine();
        if (!"writing".equals(first)) {
            writers.close();
            throw new IOException("the writers did not begin: " + first);
        }
        return writers;
    }

    /** Lets all streams end; the number of lines that each has. */
    Map<String, Long> stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        Map<String, Long> lines = new HashMap<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            String[] words = line.split(" ");
            lines.put(words[0], Long.parseLong(words[1]));
        }
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("the writers did not end in order");
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
