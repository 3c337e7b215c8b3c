package io.sillok.job.alerts;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Addresses of the page that show what an alert is about.
 *
 * @param page address of the page, without a fragment; empty if it is not known
 */
record SearchLinks(String page) implements Serializable {

    /** What led to it is shown too, and what comes until somebody looks. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private static final Duration AFTER = Duration.ofMinutes(15);

    String logs(String query, long from, long to) {
        return view("logs", query, from, to);
    }

    String issues(String query, long from, long to) {
        return view("issues", query, from, to);
    }

    private String view(String view, String query, long from, long to) {
        if (page.isEmpty()) {
            return "";
        }
        Instant begin = Instant.ofEpochMilli(from).minus(BEFORE);
        Instant end = Instant.ofEpochMilli(to).plus(AFTER);
        return page + "#/" + view + "?q=" + encoded(query) + "&from=" + encoded(begin.toString()) + "&to="
                + encoded(end.toString());
    }

    /** A condition of a query. */
    static String is(String field, String value) {
        return value.isEmpty()
                ? ""
                : field + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.strip(), StandardCharsets.UTF_8);
    }
}
