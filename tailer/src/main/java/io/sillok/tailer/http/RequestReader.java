package io.sillok.tailer.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the head of a request (RFC 9112), strictly: what could be read in two ways is refused. */
final class RequestReader {

    private static final int MOST_DIGITS = 12;
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final InputStream in;
    private final int headBytes;
    private final boolean fromLoopback;
    private int read;

    RequestReader(InputStream in, int headBytes, boolean fromLoopback) {
        this.in = in;
        this.headBytes = headBytes;
        this.fromLoopback = fromLoopback;
    }

    /** @param keepAlive whether the client may send another request on this connection */
    record Head(HttpRequest request, boolean keepAlive, boolean expectsContinue) {}

    Head read() throws IOException, HttpRefusal {
        String[] words = line().split(" ", -1);
        if (words.length != 3 || !isToken(words[0]) || !words[1].startsWith("/")) {
            throw new HttpRefusal(400, "the request line cannot be read");
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
            throw new HttpRefusal(505, "only HTTP/1.1 and 1.0 are spoken here");
        }
        boolean current = words[2].equals("HTTP/1.1");
        Map<String, String> headers = headers();
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        int query = words[1].indexOf('?');
        HttpRequest request = new HttpRequest(
                words[0],
                query < 0 ? words[1] : words[1].substring(0, query),
                Map.copyOf(headers),
                body(headers),
                fromLoopback);
        boolean expects = current && headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
        return new Head(request, current && !connection.contains("close"), expects);
    }

    private Map<String, String> headers() throws IOException, HttpRefusal {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !isToken(line.substring(0, colon))) {
                throw new HttpRefusal(400, "a header cannot be read");
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + "," + second);
        }
        return headers;
    }

    private InputStream body(Map<String, String> headers) throws HttpRefusal {
        String coding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (coding == null) {
            return new SizedBody(in, length == null ? 0 : length(length));
        }
        if (length != null) {
            throw new HttpRefusal(400, "a request has either Content-Length or Transfer-Encoding");
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new HttpRefusal(501, "of transfer codings only chunked is known here");
        }
        return new ChunkedBody(in);
    }

    private static long length(String text) throws HttpRefusal {
        if (text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new HttpRefusal(400, "Content-Length is no number");
        }
        return Long.parseLong(text);
    }

    private String line() throws IOException, HttpRefusal {
        StringBuilder line = new StringBuilder();
        for (int b = next(); b != '\n'; b = next()) {
            line.append((char) b);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private int next() throws IOException, HttpRefusal {
        int b = in.read();
        if (b < 0) {
            throw new IOException("the connection ended within a request's head");
        }
        if (++read > headBytes) {
            throw new HttpRefusal(431, "request line and headers are longer than " + headBytes + " bytes");
        }
        return b;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN.indexOf(c) >= 0));
    }
}
