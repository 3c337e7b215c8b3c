package io.sillok.benchmarks.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line that a backtracking engine is slow on, or overflows its stack.
 *
 * @param piece that it repeats between its head and its tail
 * @param usualBytes length at which others are known to fail
 */
record HostileLine(String name, String pattern, String head, String piece, String tail, int usualBytes) {

    private static final String LARAVEL =
            "^\\[%{TIMESTAMP_ISO8601:time}\\] %{WORD:env}\\.%{LOGLEVEL:level}: %{DATA:message}"
                    + "( \\{%{DATA:context}\\})?( \\{%{DATA:extra}\\})? *$";

    static final List<HostileLine> FOR_GROK = List.of(
            new HostileLine(
                    "COMBINEDAPACHELOG, a.a.a. as client",
                    "%{COMBINEDAPACHELOG}",
                    "",
                    "a.",
                    " - - [22/Nov/2026:08:57:28 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
                    2_048),
            new HostileLine("COMBINEDAPACHELOG, a.a.a.", "%{COMBINEDAPACHELOG}", "", "a.", "", 2_048),
            new HostileLine("3 x DATA, a a a", "%{DATA:a} %{DATA:b} %{DATA:c}x", "", "a ", "", 1_024),
            new HostileLine("4 x DATA, a a a", "%{DATA:a} %{DATA:b} %{DATA:c} %{DATA:d}x", "", "a ", "", 1_024),
            new HostileLine("URI, http:////", "%{URI:uri}", "http://", "/", "", 8_192),
            new HostileLine("URI, ////", "%{URI:uri} x", "", "/", "", 8_192),
            new HostileLine(
                    "3 x GREEDYDATA, quotes",
                    "\"%{GREEDYDATA:a}\" \"%{GREEDYDATA:b}\" \"%{GREEDYDATA:c}\"$",
                    "",
                    "\" ",
                    "",
                    8_192),
            new HostileLine(
                    "Laravel, { { {", LARAVEL, "[2026-11-22 08:57:31] production.ERROR: x", " {", "", 20 * 1_024),
            new HostileLine("PATH, /a/a/a", "%{PATH:path}x", "", "/a", "", 8_192),
            new HostileLine("QS, a quote not closed", "%{QS:quoted}x", "\"", "a", "", 32 * 1_024),
            new HostileLine("2 x QS, quotes and backslashes", "%{QS:a} %{QS:b}", "", "\"\\", "", 32 * 1_024),
            new HostileLine("NUMBER, 1.1.1.", "%{NUMBER:n}x", "", "1.", "", 8_192),
            new HostileLine("EMAILADDRESS, a.a.a.", "%{EMAILADDRESS:m}!", "", "a.", "", 8_192),
            new HostileLine("SYSLOGLINE, a.a.a.", "%{SYSLOGLINE}", "Nov 22 08:57:28 ", "a.", "", 8_192),
            new HostileLine("(?:a+)+$, aaab", "(?:a+)+$", "", "a", "b", 8_192));

    /** Beginnings of lines of all formats. */
    static final List<String> HEADS = List.of(
            "",
            "[2026-11-22 08:57:31] production.ERROR: ",
            "[2026-11-22 08:57:31] production.ERROR: x {\"exception\":\"[object] (X(code: 0): ",
            "2026/11/22 08:57:32 [error] 1#1: *9 FastCGI sent in stderr: \"PHP message: PHP Fatal error:  Uncaught X: ",
            "2026/11/22 08:57:32 [error] 1#1: *9 x, client: 1.2.3.4, server: y, request: \"",
            "[22-Nov-2026 08:57:31] WARNING: [pool www] child 7 said into stderr: \"",
            "[22-Nov-2026 08:57:31 UTC] PHP Fatal error:  Uncaught ",
            "203.0.113.8 - - [22/Nov/2026:08:57:28 +0000] \"GET /",
            "127.0.0.1 - ",
            "# User@Host: a[b] @ c [d]\n# Query_time: 1 Lock_time: 0 Rows_sent: 1 Rows_examined: 1\n",
            "{\"message\":\"");

    /** What the parsers look for. */
    static final List<String> PIECES = List.of(
            "a.",
            " {",
            "{\"a\":",
            "[",
            "\"",
            "\\",
            "/",
            "a ",
            ": ",
            " in ",
            " at ",
            "]} ",
            "#0 ",
            "\n",
            "\n[stacktrace]",
            "\n\nNext X: ",
            "; PHP message: ",
            ", client: ",
            ", client: 1.2.3.4, server: y, request: \"GET / HTTP/1.1\"",
            "\" while reading x, client: 1.1.1.1, server: y",
            "- - [22/Nov/2026:08:57:28 +0000] ",
            "(SQL: select '",
            "[dd.a=\"b\" ",
            "0.1, 0.2 : ",
            "\0",
            "\ud83d\uded2");

    byte[] of(int bytes) {
        int repeats = Math.max(1, (bytes - head.length() - tail.length()) / piece.length());
        return (head + piece.repeat(repeats) + tail).getBytes(StandardCharsets.UTF_8);
    }
}
