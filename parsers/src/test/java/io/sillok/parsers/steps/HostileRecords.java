package io.sillok.parsers.steps;

import java.util.List;

/** What records that were made to be slow are made of. */
public final class HostileRecords {

    /** Beginnings of records of all formats. */
    public static final List<String> HEADS = List.of(
            "",
            "[2026-11-22 08:57:31] production.ERROR: ",
            "[2026-11-22 08:57:31] production.ERROR: x {\"exception\":\"[object] (X(code: 0): ",
            "2026/11/22 08:57:32 [error] 1#1: *9 FastCGI sent in stderr: \"PHP message: PHP Fatal error:  Uncaught X: ",
            "2026/11/22 08:57:32 [error] 1#1: *9 x, client: 1.2.3.4, server: y, request: \"",
            "[22-Nov-2026 08:57:31] WARNING: [pool www] child 7 said into stderr: \"",
            "[22-Nov-2026 08:57:31] WARNING: [pool www] child 7, script '",
            "[22-Nov-2026 08:57:31 UTC] PHP Fatal error:  Uncaught ",
            "203.0.113.8 - - [22/Nov/2026:08:57:28 +0000] \"GET /",
            "127.0.0.1 - ",
            "# User@Host: ",
            "{\"message\":\"");

    /** What the parsers look for. */
    public static final List<String> PIECES = List.of(
            "a.",
            " {",
            "{\"a\":",
            "[",
            "\"",
            "\\",
            "\\\"",
            "/",
            "a ",
            ": ",
            " in ",
            " at ",
            "} ",
            "]} ",
            "#0 ",
            "\n",
            "[previous exception] [object] (X(code: 0): ",
            "\n[stacktrace]",
            "\n\nNext X: ",
            "; PHP message: ",
            ", request: \"",
            ", client: ",
            " - ",
            "- - [22/Nov/2026:08:57:28 +0000] ",
            "\0",
            "\ud83d\uded2",
            "\" while reading x, client: 1.1.1.1, server: y",
            ", client: 1.2.3.4, server: y, request: \"GET / HTTP/1.1\"",
            "\"a\":1,",
            "\n#1 /a.php(3): b()\n",
            "(SQL: select '",
            "[dd.a=\"b\" ",
            "0.1, 0.2 : ",
            "{\"exception\":\"[object] (",
            "% ");

    private HostileRecords() {}
}
