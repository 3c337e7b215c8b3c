package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values as hostile as users can type them, each with a canary or two inside. */
final class HostileValues {

    private static final String LETTERS = "bcdfghjkmnpqrstvwxzBCDFGHJKMNPQRSTVWXZ";
    private static final String DIGITS = "23456789";

    private static final List<String> SHAPES = List.of(
            "%s",
            "%s",
            "%s",
            "%s %s",
            "O'%s",
            "%s's",
            "\"%s\"",
            "'%s'",
            "`%s`",
            "it`s %s",
            "%s, %s",
            "a, %s",
            "(%s)",
            "%s) and (%s",
            "%s))",
            ")) %s",
            "[%s]",
            "{%s}",
            "%s -- %s",
            "-- %s",
            "/* %s */ %s",
            "/* %s",
            "# %s",
            "%s; drop table %s",
            "? %s ?",
            "?",
            "",
            "select %s from %s",
            "%s and %s",
            "values (%s)",
            "where %s = %s",
            "null %s",
            "%s\n%s",
            "\n%s",
            "%s\r\n%s",
            "%s\t%s",
            "ü%sß",
            "%s 🛒 %s",
            "{\"a\":\"%s\"}",
            "{\"%s\":[1,\"%s\"]}",
            "[\"%s\"]",
            "insert into `x` (`y`) values ('%s')",
            "(SQL: %s)",
            "x (SQL: select %s",
            "(Connection: mysql, SQL: %s)",
            "%s\\",
            "\\%s",
            "\\'%s",
            "%s\\\\",
            "\\\"%s",
            "%%%s%%",
            "%s@example.org",
            "%s at /app/x.php:12)",
            "%s)\n[stacktrace]\n#0 {main}",
            "' for key '%s",
            "%s' for key 'a'",
            "%s=%s",
            "%s: %s",
            "$%s",
            ":%s",
            "@%s",
            "<b>%s</b>",
            "http://%s.example/?a=%s",
            "12 %s",
            "12%s",
            "-5 %s",
            "1.5e3 %s",
            "0x%s",
            "2026-01-02 %s",
            "%s\"} {\"x\":\"%s",
            "%s\" while %s, client: %s",
            "; PHP message: %s",
            "%s {\"exception\":\"%s\"}",
            " {\"a\":1} %s",
            "name %s",
            "status=%s",
            "`name` = %s",
            "$$%s$$",
            "$a$%s$a$",
            "E'%s'",
            "N'%s'",
            "'' %s ''",
            "''%s",
            "%s''",
            "like '%s",
            "in (%s)",
            "case when %s then %s end",
            "(%s, %s), (%s",
            "%s||%s",
            "a.%s",
            "u.%s",
            "%s::text",
            "&%s;",
            "%s & %s",
            // What any parser of ours cuts at, in a value.
            "%s; PHP message: %s",
            "'; PHP message: %s",
            "%s, PHP message: %s; PHP message: %s",
            "; PHP message: PHP Fatal error:  %s",
            "%s\", pipe is closed %s",
            "%s\nStack trace:\n#0 %s",
            "%s\n#1 {main}\n  thrown in %s",
            "%s in /app/x.php on line 3 %s",
            "%s\n\nNext Exception: %s",
            "%s\n[previous exception] [object] (Exception(code: 0): %s",
            "%s at /app/x.php:12)\n[previous exception] [object] (E(code: 0): %s at /app/x.php:3)",
            "%s;\n# Query_time: 1 %s",
            "%s\nSET timestamp=1; %s",
            "%s;\nuse shop; %s",
            "%s [dd.trace_id=%s]",
            "%s\n%s {\"trace_id\":\"%s\"}",
            "%s:\n#0 /a%s/x.php(9): ctt('%s",
            "%s\n[stacktrace]\n#0 /app/%s.php(9): f('%s",
            "%s\nStack trace:\n#0 /%s/x.php(9): f()\n#1 {main}",
            " {\"exception\":\"[object] (E(code: 0): %s",
            "%s {\"userId\":5,\"exception\":\"[object] (%s",
            "]; PHP message: %s",
            "[%s], %s; PHP message: %s",
            "*/ %s /* %s",
            "</password>%s",
            "<x>%s</x> %s",
            "]]>%s",
            "%s\nLINE 1: %s",
            "%s DETAIL:  Key (a)=(%s) already exists.",
            "%s CONTEXT:  %s",
            "%s with bindings: [%s], %s",
            "%s (Connection: mysql, SQL: %s",
            "%s' at line 1 (SQL: %s");

    private final Random random;
    private final List<String> canaries = new ArrayList<>();

    HostileValues(Random random) {
        this.random = random;
    }

    List<String> canaries() {
        return List.copyOf(canaries);
    }

    /** Not a word of any schema: letters of both cases and digits. */
    String canary() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            out.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            out.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        canaries.add(out.toString());
        return out.toString();
    }

    String value() {
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (true) {
            int mark = shape.indexOf("%s", from);
            if (mark < 0) {
                return out.append(shape.substring(from).replace("%%", "%")).toString();
            }
            out.append(shape.substring(from, mark).replace("%%", "%")).append(canary());
            from = mark + 2;
        }
    }

    /** A value that holds no quote of any kind and no backslash: what careless code can paste between quotes. */
    String tame() {
        String value = value();
        return value.replaceAll("['\"`\\\\]", "_");
    }
}
