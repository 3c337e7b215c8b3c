package io.sillok.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, cut to what an identity needs. */
public final class Digest {

    /** One a thread: to look one up takes as long as to use it. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Digest::sha256);

    private Digest() {}

    /** The first {@code length} bytes of the digest, in lower-case hex. */
    public static String hex(byte[] bytes, int length) {
        return HexFormat.of().formatHex(SHA_256.get().digest(bytes), 0, length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
