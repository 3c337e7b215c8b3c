package io.sillok.local.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Wraps a log's lines as a container's runtime does, some of them in parts. */
final class Wrapping {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "2026-11-22T10:00:00.123456789Z";

    private Wrapping() {}

    static byte[] of(String form, byte[] log, int percentInParts, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : new String(log, StandardCharsets.UTF_8).split("\n", -1)) {
            int at = 0;
            while (line.length() - at > 400 && random.nextInt(100) < percentInParts) {
                int end = at + 200;
                out.writeBytes(part(form, line.substring(at, end), true));
                at = end;
            }
            out.writeBytes(part(form, line.substring(at), false));
        }
        return out.toByteArray();
    }

    private static byte[] part(String form, String text, boolean partial) {
        String line = form.equals("cri") ? TIME + " stderr " + (partial ? "P " : "F ") + text : json(text, partial);
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text, boolean partial) {
        ObjectNode line = JSON.createObjectNode();
        line.put("log", partial ? text : text + "\n").put("stream", "stderr").put("time", TIME);
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
