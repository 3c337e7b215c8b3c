package io.sillok.tailer.http;

import java.io.IOException;

/** Answers requests, several at a time, each on a thread of its own that may block. */
@FunctionalInterface
public interface HttpHandler {

    /**
     * @throws HttpRefusal if the request is not to be answered otherwise
     * @throws IOException if the client went or was too slow; then nobody is there to be answered
     */
    HttpResponse answer(HttpRequest request) throws IOException, HttpRefusal;
}
