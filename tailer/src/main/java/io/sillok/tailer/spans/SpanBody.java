package io.sillok.tailer.spans;

import io.sillok.tailer.http.HttpRefusal;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of one request. They are read into memory that is taken from the budget as it grows, so neither a
 * length that lies nor a gzip that unpacks to gigabytes costs more than its bound.
 */
final class SpanBody implements AutoCloseable {

    private static final int FIRST_BYTES = 16 * 1024;

    private final ByteBudget budget;
    private final int most;
    private byte[] bytes = new byte[0];
    private int length;

    private SpanBody(ByteBudget budget, int most) {
        this.budget = budget;
        this.most = most;
    }

    /** @throws HttpRefusal if it is too large, or too much at this time, or no gzip though it says so */
    static SpanBody read(InputStream in, boolean gzip, int most, ByteBudget budget) throws IOException, HttpRefusal {
        SpanBody body = new SpanBody(budget, most);
        boolean whole = false;
        try {
            body.fill(in, gzip);
            whole = true;
            return body;
        } finally {
            if (!whole) {
                body.close();
            }
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** A copy of just the length that it has. */
    byte[] exact() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    @Override
    public void close() {
        budget.giveBack(bytes.length);
        bytes = new byte[0];
        length = 0;
    }

    private void fill(InputStream in, boolean gzip) throws IOException, HttpRefusal {
        // What is sent may not be larger than what it unpacks to may be: gzip of nothing, again and again, has no end.
        InputStream bounded = new Bounded(in, most);
        try (InputStream unpacked = gzip ? new GzipMembers(bounded) : InputStream.nullInputStream()) {
            readAll(gzip ? unpacked : bounded);
        } catch (TooLargeException e) {
            throw tooLarge();
        } catch (ZipException | EOFException e) {
            throw new HttpRefusal(400, gzip ? "the body is no whole gzip" : "the body ended early");
        }
    }

    private void readAll(InputStream in) throws IOException, HttpRefusal {
        while (true) {
            if (length == bytes.length) {
                if (length == most) {
                    if (in.read() >= 0) {
                        throw tooLarge();
                    }
                    return;
                }
                grow();
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return;
            }
            length += read;
        }
    }

    private void grow() throws HttpRefusal {
        int next = Math.min(most, Math.max(FIRST_BYTES, bytes.length * 2));
        if (!budget.take(next - bytes.length)) {
            throw new HttpRefusal(429, "too much is being received at this time");
        }
        bytes = Arrays.copyOf(bytes, next);
    }

    private HttpRefusal tooLarge() {
        return new HttpRefusal(413, "a request may hold " + most + " bytes");
    }

    private static final class TooLargeException extends IOException {}

    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            int read = in.read(into, offset, count);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TooLargeException();
            }
            return read;
        }
    }
}
