package io.sillok.tailer.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, 7.1); extensions and trailers are read over, within bounds. */
final class ChunkedBody extends InputStream {

    private static final int LONGEST_LINE = 1024;
    private static final int MOST_TRAILERS = 32;
    private static final int MOST_DIGITS = 8;

    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (begun && !line().isEmpty()) {
            throw new MalformedBodyException("a chunk is longer than it says");
        }
        begun = true;
        String size = line();
        int extension = size.indexOf(';');
        left = size((extension < 0 ? size : size.substring(0, extension)).strip());
        if (left == 0) {
            ended = true;
            for (int trailers = 0; !line().isEmpty(); trailers++) {
                if (trailers == MOST_TRAILERS) {
                    throw new MalformedBodyException("too many trailers");
                }
            }
        }
    }

    private static long size(String digits) throws IOException {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(ChunkedBody::isHex)) {
            throw new MalformedBodyException("a chunk's size is no number");
        }
        return Long.parseLong(digits, 16);
    }

    private static boolean isHex(int c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended between chunks");
            }
            if (line.length() == LONGEST_LINE) {
                throw new MalformedBodyException("a chunk's head is too long");
            }
            line.append((char) b);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
