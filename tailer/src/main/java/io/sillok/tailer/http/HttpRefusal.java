package io.sillok.tailer.http;

/** A request that is refused, with the status that says why. The message is for the client and quotes nothing of it. */
public final class HttpRefusal extends Exception {

    private final int status;

    public HttpRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
