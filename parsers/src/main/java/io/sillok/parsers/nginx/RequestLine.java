package io.sillok.parsers.nginx;

import java.util.Optional;

/**
 * The first line of a request, by nginx's own rules: a method of capitals, a target without blanks or control
 * characters. What else clients send (TLS to a plain port, binary) is no request line.
 *
 * @param target path and query, without scheme and host even where the client sent them
 * @param protocol such as {@code HTTP/1.1}; empty in HTTP/0.9
 */
record RequestLine(String method, String target, String protocol) {

    static Optional<RequestLine> parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 1 || !isMethod(text, blank)) {
            return Optional.empty();
        }
        int targetEnd = text.indexOf(' ', blank + 1);
        String target = text.substring(blank + 1, targetEnd < 0 ? text.length() : targetEnd);
        String protocol = targetEnd < 0 ? "" : text.substring(targetEnd + 1);
        if (!isTarget(target) || (!protocol.isEmpty() && !isProtocol(protocol))) {
            return Optional.empty();
        }
        return Optional.of(new RequestLine(text.substring(0, blank), withoutOrigin(target), protocol));
    }

    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    private static boolean isMethod(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isTarget(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7f) {
                return false;
            }
        }
        return !target.isEmpty();
    }

    private static boolean isProtocol(String text) {
        return text.startsWith("HTTP/") && text.length() > 5 && Character.isDigit(text.charAt(5));
    }

    /** {@code http://host/path} becomes {@code /path}, as in nginx's own {@code $request_uri}. */
    private static String withoutOrigin(String target) {
        int scheme = target.charAt(0) == '/' ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        for (int i = scheme + 3; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/') {
                return target.substring(i);
            }
            if (c == '?') {
                return '/' + target.substring(i);
            }
        }
        return "/";
    }
}
