package io.sillok.model;

import java.nio.charset.StandardCharsets;

/** What names a file for ever, whatever its path becomes: 32 lower-case hex digits. It is the key of the file's slices in Kafka. */
public record FileId(String value) {

    private static final int LENGTH = 32;

    public FileId {
        if (!isHex(value)) {
            throw new IllegalArgumentException("a file id has 32 hex digits: " + value);
        }
    }

    /** By hand: it is asked for every event on its way between operators. */
    private static boolean isHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return value.length() == LENGTH;
    }

    /** Hashes what makes a file the one it is: host, inode, first record and truncation epoch, in the tailer's case. */
    public static FileId of(Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            String text = part.toString();
            joined.append(text.length()).append(':').append(text);
        }
        return new FileId(Digest.hex(joined.toString().getBytes(StandardCharsets.UTF_8), 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
