package io.sillok.local.servers;

import java.io.IOException;

/** A server did not start; the message alone tells the user what failed, where, and the mend. */
public final class ServerStartException extends IOException {
    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
