package io.sillok.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a running tailer answered of itself, for people or for programs. */
final class TailerStatus {

    private static final int TIMEOUT_MILLIS = 5000;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final byte[] answer;
    private final JsonNode status;

    private TailerStatus(byte[] answer, JsonNode status) {
        this.answer = answer;
        this.status = status;
    }

    /** @throws IOException if no tailer answers there */
    static TailerStatus ask(String address) throws IOException {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + address + "/status").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                byte[] answer = in.readNBytes(MOST_BYTES);
                return new TailerStatus(answer, new JsonMapper().readTree(answer));
            }
        } catch (IOException e) {
            throw new IOException(
                    "no tailer answers at " + address + " (" + e.getMessage()
                            + "); see that one runs, and name its config with -c if it listens elsewhere",
                    e);
        }
    }

    /** @return the exit code: whether it is ready */
    int print(boolean json) {
        System.out.println(json ? new String(answer, StandardCharsets.UTF_8) : table());
        return status.path("ready").asBoolean() ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }

    private String table() {
        StringBuilder text = new StringBuilder();
        text.append("tailer ").append(status.path("version").asText()).append(", process ");
        text.append(status.path("pid").asText());
        text.append(status.path("ready").asBoolean() ? ", ready" : ", NOT READY");
        text.append(status.path("caught_up").asBoolean() ? ", caught up" : "").append('\n');
        status.path("obstacles")
                .forEach(obstacle ->
                        text.append("  ! ").append(obstacle.asText()).append('\n'));
        text.append('\n').append(TextTable.of(totals())).append('\n').append(TextTable.of(files()));
        int hidden =
                status.path("files_followed").asInt() - status.path("files").size();
        if (hidden > 0) {
            text.append("and ").append(hidden).append(" more, none further behind\n");
        }
        return text.append('\n').append(notes()).toString();
    }

    private List<List<String>> totals() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", ">BYTES", ">RECORDS"));
        for (String stage : List.of("read", "shipped", "acknowledged")) {
            JsonNode of = status.path(stage);
            rows.add(
                    List.of(stage, of.path("bytes").asText(), of.path("records").asText()));
        }
        rows.add(List.of("in flight", status.path("in_flight_bytes").asText(), ""));
        rows.add(List.of("sent again", status.path("resent_bytes").asText(), ""));
        return rows;
    }

    private List<List<String>> files() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FILE", "PARSER", ">SIZE", ">ACKNOWLEDGED", ">BEHIND", ">SECONDS"));
        for (JsonNode file : status.path("files")) {
            rows.add(List.of(
                    file.path("path").asText(),
                    file.path("parser").asText(),
                    file.path("size").asText(),
                    file.path("acknowledged").asText(),
                    file.path("lag_bytes").asText(),
                    file.path("lag_seconds").asText()));
        }
        return rows;
    }

    private String notes() {
        JsonNode checkpoint = status.path("checkpoint");
        String saved = checkpoint.path("failing").asBoolean()
                ? "CANNOT BE WRITTEN, positions unsaved for "
                        + checkpoint.path("unsaved_seconds").asText() + " s"
                : "knows " + checkpoint.path("files").asText() + " files";
        List<String> events = new ArrayList<>();
        status.path("events").properties().forEach(event -> events.add(event.getKey() + " " + event.getValue()));
        return "checkpoint: " + saved + "\nevents: " + String.join(", ", events);
    }
}
