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
import java.util.List;

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

    String run(String jarId, String mainClass, List<String> arguments) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("entryClass", mainClass);
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

    void cancel(String jobId) throws IOException, InterruptedException {
        rest.send(rest.request("/jobs/" + jobId + "?mode=cancel")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("", StandardCharsets.UTF_8)));
    }
}
