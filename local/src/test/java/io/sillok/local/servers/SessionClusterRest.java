package io.sillok.local.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few calls of Flink's REST interface that submit and watch a job. */
final class SessionClusterRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "sillok-jar-boundary";

    private final URI address;
    private final Rest rest;

    SessionClusterRest(URI address) {
        this.address = address;
        this.rest = new Rest(address);
    }

    URI address() {
        return address;
    }

    /** Registered slots; none as long as nobody answers. */
    int slots() throws IOException, InterruptedException {
        try {
            return rest.get("/overview").path("slots-total").asInt();
        } catch (ConnectException | Rest.Refused notYet) {
            return 0;
        }
    }

    /** The ids of TaskManagers of which slots are taken. */
    List<String> workingTaskManagers() throws IOException, InterruptedException {
        List<String> working = new ArrayList<>();
        for (JsonNode manager : rest.get("/taskmanagers").path("taskmanagers")) {
            if (manager.path("freeSlots").asInt() < manager.path("slotsNumber").asInt()) {
                working.add(manager.path("id").asText());
            }
        }
        return working;
    }

    String uploadJar(Path jar) throws IOException, InterruptedException {
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n"
                        .formatted(BOUNDARY, jar.getFileName());
        var body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString(head),
                HttpRequest.BodyPublishers.ofFile(jar),
                HttpRequest.BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        String stored = rest.send(rest.request("/jars/upload")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(body))
                .path("filename")
                .asText();
        return Path.of(stored).getFileName().toString();
    }

    String run(String jarId, String mainClass, List<String> arguments, int parallelism, Optional<Path> state)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("entryClass", mainClass).put("parallelism", parallelism);
        state.ifPresent(path -> body.put("savepointPath", path.toUri().toString()));
        arguments.forEach(body.putArray("programArgsList")::add);
        return rest.post("/jars/" + jarId + "/run", body.toString())
                .path("jobid")
                .asText();
    }

    String jobStatus(String jobId) throws IOException, InterruptedException {
        return rest.get("/jobs/" + jobId + "/status").path("status").asText();
    }

    String jobExceptions(String jobId) throws IOException, InterruptedException {
        JsonNode entries = rest.get("/jobs/" + jobId + "/exceptions").at("/exceptionHistory/entries");
        return String.join("\n", entries.findValuesAsText("stacktrace"));
    }

    /** Lets a job end behind a savepoint; its folder. */
    Path stop(String jobId, Path folder, Duration most) throws IOException, InterruptedException {
        String trigger = rest.post(
                        "/jobs/" + jobId + "/stop",
                        JSON.createObjectNode()
                                .put("targetDirectory", folder.toUri().toString())
                                .put("drain", false)
                                .toString())
                .path("request-id")
                .asText();
        long deadline = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode answer = rest.get("/jobs/" + jobId + "/savepoints/" + trigger);
            if (answer.at("/status/id").asText().equals("COMPLETED")) {
                String location = answer.at("/operation/location").asText();
                if (location.isEmpty()) {
                    throw new IOException("no savepoint: " + answer);
                }
                return Path.of(URI.create(location));
            }
            Thread.sleep(100);
        }
        throw new IOException("no savepoint within " + most);
    }

    void cancel(String jobId) throws IOException, InterruptedException {
        rest.send(rest.request("/jobs/" + jobId + "?mode=cancel")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("", StandardCharsets.UTF_8)));
    }
}
