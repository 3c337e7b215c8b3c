package io.sillok.benchmarks.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines of 216 bytes in the combined format. */
final class AccessLines {

    private static final int BYTES = 216;
    private static final JsonFactory JSON = new JsonFactory();

    private AccessLines() {}

    /** @param mutated share of the lines in which some characters are others, from 0 to 1 */
    static List<Line> lines(int count, double mutated, Random random) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Line line = one(random);
            lines.add(random.nextDouble() < mutated ? mutated(line, random) : line);
        }
        return lines;
    }

    /** Lines that no parser takes. */
    static List<Line> malformed(int count, Random random) {
        List<Line> lines = new ArrayList<>();
        while (lines.size() < count) {
            byte[] text = one(random).text();
            switch (random.nextInt(4)) {
                case 0 -> text[new String(text, StandardCharsets.US_ASCII).indexOf(']')] = ')';
                case 1 -> text[new String(text, StandardCharsets.US_ASCII).indexOf('[')] = '(';
                case 2 -> text[text.length - 1] = ' ';
                default -> text[new String(text, StandardCharsets.US_ASCII).indexOf("\" ") + 3] = 'x';
            }
            lines.add(new Line(text, new byte[0]));
        }
        return lines;
    }

    private static Line one(Random random) {
        String client = (1 + random.nextInt(223)) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                + (1 + random.nextInt(254));
        String time = "%02d/Nov/2026:%02d:%02d:%02d +0000"
                .formatted(1 + random.nextInt(30), random.nextInt(24), random.nextInt(60), random.nextInt(60));
        String path = "/catalog/items/" + random.nextInt(100_000) + "?page=" + random.nextInt(40);
        int status = random.nextInt(10) == 0 ? 404 : 200;
        int size = random.nextInt(60_000);
        String referrer = "https://shop.example.com/catalog";
        String head = client + " - - [" + time + "] \"GET " + path + " HTTP/1.1\" " + status + " " + size + " \""
                + referrer + "\" \"";
        String agent =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.6478.126 Safari/537.36 Edg/126.0";
        agent = agent.repeat(2).substring(0, BYTES - 1 - head.length());
        return new Line(
                (head + agent + "\"").getBytes(StandardCharsets.US_ASCII),
                json(client, time, path, status, size, referrer, agent));
    }

    private static byte[] json(
            String client, String time, String path, int status, int size, String referrer, String agent) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("clientip", client);
            json.writeStringField("ident", "-");
            json.writeStringField("auth", "-");
            json.writeStringField("timestamp", time);
            json.writeStringField("verb", "GET");
            json.writeStringField("request", path);
            json.writeStringField("httpversion", "1.1");
            json.writeNumberField("response", status);
            json.writeNumberField("bytes", size);
            json.writeStringField("referrer", referrer);
            json.writeStringField("agent", agent);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Line mutated(Line line, Random random) {
        byte[] changed = line.text().clone();
        for (int i = 0; i < 3; i++) {
            changed[random.nextInt(changed.length)] = (byte) (' ' + random.nextInt(95));
        }
        return new Line(changed, line.json());
    }
}
