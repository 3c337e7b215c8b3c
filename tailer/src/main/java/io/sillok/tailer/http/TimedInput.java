package io.sillok.tailer.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The bytes of a connection, buffered, with a time until when they must have come, however they trickle. */
final class TimedInput extends InputStream {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];
    private int from;
    private int to;
    private long deadline;

    TimedInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Sets the time until which all further bytes are waited for. */
    void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Waits for a byte without taking it; tells whether one came. */
    boolean awaitsMore() throws IOException {
        return from < to || fill();
    }

    @Override
    public int read() throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        return buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to && !fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, into, offset, count);
        from += count;
        return count;
    }

    private boolean fill() throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the request took too long");
        }
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
