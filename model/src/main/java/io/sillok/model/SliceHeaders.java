package io.sillok.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The wire form of a slice in Kafka: the value is the bytes as they stand in the file, so that a console consumer shows
 * log lines; all else is in headers. Numbers are decimal text for the same reason.
 */
public final class SliceHeaders {

    /** JSON of the {@link SliceSource}; encoded once per file. */
    public static final String SOURCE = "sillok.source";

    /** Offset of the first byte in the file. */
    public static final String OFFSET = "sillok.offset";

    /** Lengths of the records as unsigned LEB128 numbers. */
    public static final String LENGTHS = "sillok.lengths";

    /** Where the continued record began; absent if the slice begins with a record of its own. */
    public static final String CONTINUES = "sillok.continues";

    /** Present if the last record may go on. */
    public static final String OPEN = "sillok.open";

    /** Up to where Kafka had the file without a gap when the slice was made; absent if nothing is known of that. */
    public static final String ACKNOWLEDGED = "sillok.acknowledged";

    /**
     * Present if the value was masked on its host: lengths of the records in the value, as in {@link #LENGTHS}, which are
     * those in the file then.
     */
    public static final String MASKED = "sillok.masked";

    /** Present if the first record, which continues one, is told from that one's beginning. Only with {@link #MASKED}. */
    public static final String ANEW = "sillok.anew";

    /** Bytes of the largest length in LEB128. */
    private static final int LONGEST_NUMBER = 5;

    private static final JsonFactory GENERATORS = new JsonFactory();

    /** Apart, for who only writes: a mapper takes longer to load than a tailer's config to read. */
    private static final class Reader {
        private static final ObjectMapper JSON = new ObjectMapper();
    }

    private SliceHeaders() {}

    public static byte[] encodeSource(SliceSource source) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (JsonGenerator json = GENERATORS.createGenerator(encoded)) {
            json.writeStartObject();
            json.writeStringField("file", source.fileId().value());
            json.writeStringField("service", source.service());
            json.writeStringField("environment", source.environment());
            json.writeStringField("host", source.host());
            json.writeStringField("path", source.path());
            json.writeStringField("parser", source.parser());
            writeTexts(json, "definition", source.definition());
            if (!source.resource().isEmpty()) {
                writeTexts(json, "resource", source.resource());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /** @throws MalformedSliceException if it is not what {@link #encodeSource} wrote */
    public static SliceSource decodeSource(byte[] encoded) {
        try {
            Map<String, Object> fields = Reader.JSON.readValue(encoded, new TypeReference<>() {});
            return new SliceSource(
                    new FileId((String) fields.get("file")),
                    (String) fields.get("service"),
                    (String) fields.get("environment"),
                    (String) fields.get("host"),
                    (String) fields.get("path"),
                    (String) fields.get("parser"),
                    texts(fields.get("definition")),
                    fields.containsKey("resource") ? texts(fields.get("resource")) : Map.of());
        } catch (IOException | RuntimeException e) {
            throw new MalformedSliceException("header " + SOURCE + " is not the source of a slice", e);
        }
    }

    private static Map<String, String> texts(Object map) {
        Map<String, String> texts = new LinkedHashMap<>();
        ((Map<?, ?>) map).forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }

    /** All headers of a slice but {@link #SOURCE}. */
    public static Map<String, byte[]> encode(FileSlice slice) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(OFFSET, text(slice.offset()));
        headers.put(LENGTHS, encodeLengths(slice.recordLengths()));
        slice.continues().ifPresent(start -> headers.put(CONTINUES, text(start)));
        if (slice.open()) {
            headers.put(OPEN, text(1));
        }
        slice.acknowledged().ifPresent(offset -> headers.put(ACKNOWLEDGED, text(offset)));
        if (slice.masked().isPresent()) {
            headers.put(MASKED, encodeLengths(slice.masked().get().lengths()));
            if (slice.masked().get().anew()) {
                headers.put(ANEW, text(1));
            }
        }
        return headers;
    }

    /**
     * Puts a slice together again.
     *
     * @throws MalformedSliceException if a header is missing or does not fit the value
     */
    public static FileSlice decode(SliceSource source, Map<String, byte[]> headers, byte[] value, Instant timestamp) {
        try {
            return new FileSlice(
                    source,
                    number(required(headers, OFFSET)),
                    decodeLengths(required(headers, LENGTHS)),
                    number(headers, CONTINUES),
                    headers.containsKey(OPEN),
                    value,
                    timestamp,
                    number(headers, ACKNOWLEDGED),
                    Optional.empty(),
                    false,
                    masked(headers));
        } catch (IllegalArgumentException e) {
            throw new MalformedSliceException("slice of " + source.path() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<MaskedValue> masked(Map<String, byte[]> headers) {
        byte[] lengths = headers.get(MASKED);
        return lengths == null
                ? Optional.empty()
                : Optional.of(new MaskedValue(decodeLengths(lengths), headers.containsKey(ANEW)));
    }

    private static OptionalLong number(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(number(value));
    }

    private static byte[] required(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return value;
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    private static byte[] encodeLengths(int[] lengths) {
        byte[] encoded = new byte[lengths.length * LONGEST_NUMBER];
        int end = 0;
        for (int length : lengths) {
            int rest = length;
            while (rest >= 0x80) {
                encoded[end++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            encoded[end++] = (byte) rest;
        }
        return Arrays.copyOf(encoded, end);
    }

    private static int[] decodeLengths(byte[] encoded) {
        int[] lengths = new int[encoded.length];
        int count = 0;
        ByteBuffer in = ByteBuffer.wrap(encoded);
        while (in.hasRemaining()) {
            int length = 0;
            int shift = 0;
            byte next;
            do {
                if (!in.hasRemaining() || shift > 28) {
                    throw new IllegalArgumentException("a header of lengths ends within a number");
                }
                next = in.get();
                length |= (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
            lengths[count++] = length;
        }
        return Arrays.copyOf(lengths, count);
    }
}
