package io.sillok.parsers.mask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a value of any text stands in a log, in the escaping that belongs there. */
enum ValuePlace {
    MYSQL_LITERAL {
        @Override
        String with(String value) {
            return "Query failed: select * from `users` where `name` = '"
                    + value.replace("\\", "\\\\").replace("'", "\\'") + "' and `id` = 5";
        }
    },
    STANDARD_LITERAL {
        @Override
        String with(String value) {
            return "SQL: insert into \"users\" (\"name\", \"age\") values ('" + value.replace("'", "''") + "', 42)";
        }
    },
    JSON_PASSWORD {
        @Override
        String with(String value) {
            return "{\"user\":\"a\",\"password\":\"" + JsonText.encode(value) + "\",\"page\":2}";
        }
    },
    JSON_STATEMENT {
        @Override
        String with(String value) {
            return "[2026-11-22 08:57:28] production.ERROR: slow {\"sql\":\""
                    + JsonText.encode(STANDARD_LITERAL.with(value)) + "\"} []";
        }
    },
    VAR_EXPORT {
        @Override
        String with(String value) {
            return "array (\n  'api_token' => '" + value.replace("\\", "\\\\").replace("'", "\\'") + "',\n)";
        }
    },
    QUERY_STRING {
        @Override
        String with(String value) {
            return "GET /reset?token=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&page=2 HTTP/1.1";
        }
    };

    abstract String with(String value);
}
