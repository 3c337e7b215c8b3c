package io.sillok.tailer.spans;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** Looks through an {@code ExportTraceServiceRequest} as JSON: that it is whole, and that its spans have ids and times. */
final class JsonCheck {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;

    private interface Reader {
        void read() throws IOException, MalformedSpansException;
    }

    /** Names in camel case, as the specification has them, and as in the proto files, as some send them. */
    private final Map<String, Reader> ofRequest = Map.of(
            "resourceSpans", () -> array(this::resourceSpans),
            "resource_spans", () -> array(this::resourceSpans));

    private final Map<String, Reader> ofResourceSpans =
            Map.of("scopeSpans", () -> array(this::scopeSpans), "scope_spans", () -> array(this::scopeSpans));

    private final Map<String, Reader> ofScopeSpans = Map.of("spans", () -> array(this::span));

    private final Map<String, Reader> ofSpan = Map.of(
            "traceId",
            () -> hasTraceId = isId(TRACE_ID_DIGITS),
            "trace_id",
            () -> hasTraceId = isId(TRACE_ID_DIGITS),
            "spanId",
            () -> hasSpanId = isId(SPAN_ID_DIGITS),
            "span_id",
            () -> hasSpanId = isId(SPAN_ID_DIGITS),
            "startTimeUnixNano",
            this::time,
            "start_time_unix_nano",
            this::time,
            "endTimeUnixNano",
            this::time,
            "end_time_unix_nano",
            this::time);

    private final JsonParser json;
    private int spans;
    private boolean hasTraceId;
    private boolean hasSpanId;

    private JsonCheck(JsonParser json) {
        this.json = json;
    }

    static int spansOf(byte[] body, int length) throws MalformedSpansException {
        try (JsonParser json = JSON.createParser(body, 0, length)) {
            JsonCheck check = new JsonCheck(json);
            json.nextToken();
            int known = check.object(check.ofRequest);
            if (known < 0 || json.nextToken() != null) {
                throw new MalformedSpansException("the request is no object with resourceSpans");
            }
            return check.spans;
        } catch (JsonProcessingException e) {
            // The library's message may quote what it read.
            throw new MalformedSpansException(
                    "no JSON from byte " + e.getLocation().getByteOffset() + " on");
        } catch (IOException e) {
            throw new MalformedSpansException("no JSON");
        }
    }

    /** @return how many of the known fields were there; -1 if there were others only */
    private int object(Map<String, Reader> fields) throws IOException, MalformedSpansException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedSpansException(
                    "no object at byte " + json.currentTokenLocation().getByteOffset());
        }
        int known = 0;
        int others = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Reader reader = fields.get(json.currentName());
            json.nextToken();
            if (reader == null) {
                others++;
                json.skipChildren();
            } else {
                known++;
                reader.read();
            }
        }
        return known == 0 && others > 0 ? -1 : known;
    }

    private void array(Reader element) throws IOException, MalformedSpansException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedSpansException(
                    "no array at byte " + json.currentTokenLocation().getByteOffset());
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    private void resourceSpans() throws IOException, MalformedSpansException {
        object(ofResourceSpans);
    }

    private void scopeSpans() throws IOException, MalformedSpansException {
        object(ofScopeSpans);
    }

    private void span() throws IOException, MalformedSpansException {
        spans++;
        hasTraceId = false;
        hasSpanId = false;
        object(ofSpan);
        if (!hasTraceId || !hasSpanId) {
            throw new MalformedSpansException("span " + spans + " has no valid ids");
        }
    }

    private boolean isId(int digits) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return false;
        }
        String text = json.getText();
        return text.length() == digits
                && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)
                && text.chars().anyMatch(c -> c != '0');
    }

    private void time() throws IOException, MalformedSpansException {
        try {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                Long.parseUnsignedLong(json.getText());
                return;
            }
        } catch (NumberFormatException e) {
            throw new MalformedSpansException("span " + spans + " has a time that is no number");
        }
        if (!json.currentToken().isNumeric() && json.currentToken() != JsonToken.VALUE_NULL) {
            throw new MalformedSpansException("span " + spans + " has a time that is no number");
        }
    }
}
