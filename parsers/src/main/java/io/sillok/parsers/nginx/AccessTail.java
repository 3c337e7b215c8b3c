package io.sillok.parsers.nginx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses of what stands behind the combined format which variables it is of. */
final class AccessTail {

    private static final Pattern PAIR = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]{0,63})([=:])(\"[^\"]*\"|[^\\s\"]*)");
    private static final Pattern ITEM = Pattern.compile("\"([^\"]*)\"|\\[([^\\]\"]*)]|([^\\s\",;|\\[\\]]+)");
    private static final int MAX_TAIL = 4096;

    /** As ingress-nginx writes it unless it is told otherwise. */
    private static final Pattern INGRESS =
            Pattern.compile(" \\d+ \\d+\\.\\d{3} \\[[^\\]]*] \\[[^\\]]*] [^\"\\[\\]]{1,2000} (?:[0-9a-f]{32}|-)");

    private static final String INGRESS_FORMAT = " $request_length $request_time [$proxy_upstream_name]"
            + " [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length $upstream_response_time"
            + " $upstream_status $request_id";

    private static final Pattern ADDRESSES = Pattern.compile("-|(?:[0-9a-fA-F.:]{2,45}(?:, ?|$))+");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}\\.\\d{3}");
    private static final Pattern RATIO = Pattern.compile("\\d{1,9}\\.\\d{2}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern NUMBER = Pattern.compile("-|\\d{1,18}(?:\\.\\d{1,9})?");

    private final String tail;
    private final StringBuilder format = new StringBuilder();
    private int unknown;

    private AccessTail(String tail) {
        this.tail = tail;
    }

    /** The tail with variables for its values; as a whole one variable if it is of no form that is known. */
    static String format(String tail) {
        if (tail.length() > MAX_TAIL) {
            return whole(tail);
        }
        if (INGRESS.matcher(tail).matches()) {
            return INGRESS_FORMAT;
        }
        String pairs = new AccessTail(tail).pairs();
        return !pairs.isEmpty() ? pairs : new AccessTail(tail).items();
    }

    private static String whole(String tail) {
        return tail.startsWith(" ") ? " ${" + Variables.REST + '}' : "${" + Variables.REST + '}';
    }

    private String pairs() {
        Matcher pair = PAIR.matcher(tail);
        int at = separators(0);
        while (at < tail.length() && pair.region(at, tail.length()).lookingAt()) {
            boolean quoted = pair.group(3).startsWith("\"");
            String value = quoted ? pair.group(3).substring(1, pair.group(3).length() - 1) : pair.group(3);
            String variable =
                    "${" + WellKnownKeys.variable(pair.group(1), value).replaceAll("[.-]", "_") + '}';
            format.append(pair.group(1)).append(pair.group(2)).append(quoted ? '"' + variable + '"' : variable);
            at = separators(pair.end());
        }
        return at == tail.length() ? format.toString() : "";
    }

    private int separators(int from) {
        int at = from;
        while (at < tail.length() && " ,;|".indexOf(tail.charAt(at)) >= 0) {
            format.append(tail.charAt(at++));
        }
        return at;
    }

    /** Values without names, in quotes or brackets or of a form that tells what they are. */
    private String items() {
        Matcher item = ITEM.matcher(tail);
        int at = separators(0);
        while (at < tail.length() && item.region(at, tail.length()).lookingAt()) {
            if (item.group(1) != null) {
                format.append("\"${").append(quoted(item.group(1))).append("}\"");
            } else if (item.group(2) != null) {
                format.append("[${").append(other()).append("}]");
            } else {
                String variable = bare(item.group(3));
                if (variable.isEmpty()) {
                    return whole(tail);
                }
                format.append("${").append(variable).append('}');
            }
            at = separators(item.end());
        }
        return at == tail.length() ? format.toString() : whole(tail);
    }

    private String quoted(String value) {
        if (ADDRESSES.matcher(value).matches() && free("http_x_forwarded_for")) {
            return "http_x_forwarded_for";
        }
        return RATIO.matcher(value).matches() && free("gzip_ratio") ? "gzip_ratio" : other();
    }

    private String bare(String value) {
        if (SECONDS.matcher(value).matches() && free("request_time")) {
            return "request_time";
        }
        boolean seconds = value.equals("-") || SECONDS.matcher(value).matches();
        if (seconds && !free("request_time") && free("upstream_response_time")) {
            return "upstream_response_time";
        }
        if (ID.matcher(value).matches() && free("request_id")) {
            return "request_id";
        }
        if (value.equals(".") || value.equals("p")) {
            return free("pipe") ? "pipe" : other();
        }
        return NUMBER.matcher(value).matches() ? other() : "";
    }

    private boolean free(String variable) {
        return format.indexOf("${" + variable + '}') < 0;
    }

    private String other() {
        unknown++;
        return "tail_" + unknown;
    }
}
