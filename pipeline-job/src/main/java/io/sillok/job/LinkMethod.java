package io.sillok.job;

import java.util.Locale;

/** How a log line that does not name its trace was tied to it. */
public enum LinkMethod {
    /** It names its request, and another line names request and trace. */
    REQUEST_ID,
    /** Another access log, which has ids, tells the same request. */
    ACCESS_LOG_COPY,
    /** FPM's logs name one child at one second, and one of them has the URL. */
    FPM_REQUEST,
    /** Method and URL are the same, and time and duration fit. */
    URL_AND_TIME,
    /** Two logs tell of one error of PHP. */
    ERROR,
    /** Nothing names the request, so the web server's line about it gave it an id. */
    ASSIGNED;

    /** As documents have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
