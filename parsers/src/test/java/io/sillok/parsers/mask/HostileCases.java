package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes cases from a seed: the same seed makes the same cases on every machine. */
final class HostileCases {

    private static final String FRAME = "/usr/share/php/Illuminate/Database/Connection.php";

    private final Random random;
    private final HostileFamilies families;

    HostileCases(long seed) {
        this(new Random(seed));
    }

    /** @param random makes all choices */
    HostileCases(Random random) {
        this.random = random;
        this.families = new HostileFamilies(random);
    }

    HostileCase next() {
        HostileCase field = field();
        return switch (random.nextInt(10)) {
            case 0, 1 -> laravelLine(field);
            case 2 -> json(field);
            case 3 ->
                wrapped(
                        "nginx",
                        "2026/11/22 08:57:34 [error] 6506#6506: *5 FastCGI sent in stderr: \"PHP message: ",
                        field,
                        "\" while reading response header from upstream, client: 203.0.113.9, server: shop.example.test, request: \"GET /x HTTP/1.1\", upstream: \"fastcgi://127.0.0.1:9000\", host: \"shop\"");
            case 4 ->
                wrapped(
                        "fpm",
                        "[22-Nov-2026 08:57:31] WARNING: [pool www] child 6550 said into stderr: \"",
                        field,
                        "\"");
            case 5 ->
                wrapped(
                        "php",
                        "[22-Nov-2026 08:57:31 UTC] PHP Fatal error:  Uncaught Exception: ",
                        field,
                        " in /app/Foo.php:12\nStack trace:\n#0 /app/x.php(9): charge()\n#1 {main}\n  thrown in /app/Foo.php on line 12");
            default -> field;
        };
    }

    HostileCase nextMaybeCut() {
        HostileCase whole = next();
        // An e-mail that is cut before its sign is a word like any other.
        boolean uncut = whole.text().isEmpty()
                || whole.family().endsWith("email")
                || whole.family().endsWith("!");
        return random.nextInt(3) > 0 || uncut
                ? whole
                : whole.cutAt(random.nextInt(whole.text().length()));
    }

    private HostileCase field() {
        return switch (random.nextInt(18)) {
            case 12, 13, 14, 15, 16, 17 -> families.next();
            case 10 -> handPasted();
            case 11 -> withBindings();
            case 0, 1, 2, 3 -> queryException();
            case 4, 5 -> quotedStatement();
            case 6 -> driverMessage();
            case 7 -> carelessStatement();
            default -> keyed();
        };
    }

    /** As Illuminate\Database\QueryException writes it: Str::replaceArray, neither quoting nor escaping. */
    private HostileCase queryException() {
        HostileValues values = new HostileValues(random);
        HostileStatements.Statement statement = new HostileStatements(random).statement();
        List<String> bindings = new ArrayList<>();
        for (int i = 0; i < statement.values(); i++) {
            bindings.add(binding(values));
        }
        String sql = pasted(statement.sql(), bindings);
        String connection =
                switch (random.nextInt(3)) {
                    case 0 -> "(SQL: ";
                    case 1 -> "(Connection: mysql, SQL: ";
                    default -> "(Connection: mysql, Host: 10.0.0.5, Port: 3306, Database: shop, SQL: ";
                };
        List<String> kept = new ArrayList<>(statement.names());
        kept.add("SQLSTATE[23000]");
        kept.add("1062");
        kept.add("users_email_unique");
        String text = "SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '"
                + (bindings.isEmpty() ? "" : bindings.get(0)) + "' for key 'users_email_unique' " + connection + sql
                + ")";
        return new HostileCase("query exception", text, values.canaries(), kept);
    }

    private String binding(HostileValues values) {
        return switch (random.nextInt(8)) {
            case 0 -> "?";
            case 1 -> String.valueOf(100_000_000 + random.nextInt(900_000_000));
            case 2 -> "2026-11-22 08:57:28";
            default -> values.value();
        };
    }

    private static String pasted(String sql, List<String> bindings) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            out.append(c == '?' && next < bindings.size() ? bindings.get(next++) : String.valueOf(c));
        }
        return out.toString();
    }

    /** As toRawSql() and PDO::quote write it, and the dialects' other forms of literals. */
    private HostileCase quotedStatement() {
        HostileValues values = new HostileValues(random);
        HostileStatements.Statement statement = new HostileStatements(random).statement();
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < statement.values(); i++) {
            literals.add(literal(statement.dialect(), values));
        }
        String introduction =
                switch (random.nextInt(5)) {
                    case 0 -> "";
                    case 1 -> "SQL: ";
                    case 2 -> "Query failed: ";
                    case 3 -> "slow query took 12ms: ";
                    default -> "[db] ";
                };
        String sql = pasted(statement.sql(), literals);
        if (random.nextInt(4) == 0) {
            sql = sql.replace("insert into", "INSERT INTO")
                    .replace("select ", "SELECT ")
                    .replace(" where ", " WHERE ");
        }
        return new HostileCase("quoted", introduction + sql, values.canaries(), statement.names());
    }

    private String literal(HostileStatements.Dialect dialect, HostileValues values) {
        String value = values.value();
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> String.valueOf(100_000_000 + random.nextInt(900_000_000));
            case 2 ->
                switch (dialect) {
                    case MYSQL -> "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
                    case POSTGRES -> value.contains("$") ? "'" + value.replace("'", "''") + "'" : "$q$" + value + "$q$";
                    case SQLSERVER -> "N'" + value.replace("'", "''") + "'";
                    case SQLITE -> "x'" + values.canary().replaceAll("[^0-9a-f]", "a") + "'";
                };
            case 3 ->
                dialect == HostileStatements.Dialect.POSTGRES
                        ? "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
                        : standard(dialect, value);
            default -> standard(dialect, value);
        };
    }

    private static String standard(HostileStatements.Dialect dialect, String value) {
        String escaped = dialect == HostileStatements.Dialect.MYSQL
                ? value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
                : value.replace("'", "''");
        return "'" + escaped + "'";
    }

    /** A query listener that pastes bindings into the statement as they are. */
    private HostileCase handPasted() {
        HostileValues values = new HostileValues(random);
        HostileStatements.Statement statement = new HostileStatements(random).statement();
        List<String> bindings = new ArrayList<>();
        for (int i = 0; i < statement.values(); i++) {
            bindings.add(random.nextBoolean() ? values.canary() : values.canary() + " " + values.canary());
        }
        String introduction = random.nextBoolean() ? "SQL: " : "Executed query: ";
        return new HostileCase(
                "pasted", introduction + pasted(statement.sql(), bindings), values.canaries(), statement.names());
    }

    /** A statement with its bindings behind it. */
    private HostileCase withBindings() {
        HostileValues values = new HostileValues(random);
        HostileStatements.Statement statement = new HostileStatements(random).statement();
        List<String> bindings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bindings.add(values.value());
        }
        String list =
                switch (random.nextInt(4)) {
                    case 0 -> " [" + String.join(", ", bindings) + "]";
                    case 1 -> " with bindings: " + String.join(", ", bindings);
                    case 2 -> "; params: " + String.join(", ", bindings);
                    default -> " {\"bindings\":[\"" + JsonText.encode(bindings.get(0)) + "\",12345678],\"time\":2.5}";
                };
        return new HostileCase("bindings", statement.sql() + list, values.canaries(), statement.names());
    }

    /** Quotes put round values without a thought for what is in them. */
    private HostileCase carelessStatement() {
        HostileValues values = new HostileValues(random);
        String one = values.tame();
        String two = values.canary() + (random.nextBoolean() ? "'" + values.canary() : "");
        String text = "Query failed: INSERT INTO users (email, password, card) VALUES ('" + one + "', '" + two + "', '"
                + values.canary() + "')";
        return new HostileCase("careless", text, values.canaries(), List.of("users", "email", "password", "card"));
    }

    private HostileCase driverMessage() {
        HostileValues values = new HostileValues(random);
        String v = values.value();
        return switch (random.nextInt(12)) {
            case 0 -> driver("Duplicate entry '" + v + "' for key 'users_email_unique'", values, "users_email_unique");
            case 1 ->
                driver(
                        "SQLSTATE[HY000]: General error: 1366 Incorrect integer value: '" + v
                                + "' for column 'age' at row 1",
                        values,
                        "1366",
                        "age");
            case 2 ->
                driver(
                        "SQLSTATE[23505]: Unique violation: 7 ERROR:  duplicate key value violates unique constraint \"users_email_unique\"\nDETAIL:  Key (email)=("
                                + v + ") already exists.",
                        values,
                        "23505",
                        "users_email_unique",
                        "(email)");
            case 3 ->
                driver(
                        "SQLSTATE[23502]: Not null violation: 7 ERROR:  null value in column \"name\" of relation \"users\" violates not-null constraint\nDETAIL:  Failing row contains (1, "
                                + v + ", null).",
                        values,
                        "23502",
                        "\"name\"",
                        "\"users\"");
            case 4 ->
                driver(
                        "SQLSTATE[22P02]: Invalid text representation: 7 ERROR:  invalid input syntax for type integer: \""
                                + v + "\"",
                        values,
                        "22P02");
            case 5 ->
                driver(
                        "SQLSTATE[42000]: Syntax error or access violation: 1064 You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near '"
                                + v + "' at line 1",
                        values,
                        "42000",
                        "1064");
            case 6 -> driver("SQLSTATE[HY000]: General error: 1 near \"" + v + "\": syntax error", values, "HY000");
            case 7 ->
                driver(
                        "SQLSTATE[42601]: Syntax error: 7 ERROR:  syntax error at or near \"" + v
                                + "\"\nLINE 1: select * from users where name = " + values.value() + "\n        ^",
                        values,
                        "42601");
            case 8 ->
                driver(
                        "SQLSTATE[23000]: [Microsoft][ODBC Driver 17 for SQL Server][SQL Server]Violation of UNIQUE KEY constraint 'UQ_users'. Cannot insert duplicate key in object 'dbo.users'. The duplicate key value is ("
                                + v + ").",
                        values,
                        "UQ_users",
                        "dbo.users");
            case 9 ->
                driver(
                        "SQLSTATE[22007]: Invalid datetime format: 1292 Truncated incorrect DOUBLE value: '" + v + "'",
                        values,
                        "1292");
            case 10 ->
                driver(
                        "SQLSTATE[22018]: [SQL Server]Conversion failed when converting the varchar value '" + v
                                + "' to data type int.",
                        values,
                        "22018");
            default ->
                driver(
                        "SQLSTATE[HY000] [1045] Access denied for user '" + v + "'@'10.0.0.7' (using password: YES)",
                        values,
                        "1045",
                        "10.0.0.7");
        };
    }

    private static HostileCase driver(String text, HostileValues values, String... kept) {
        return new HostileCase("driver", text, values.canaries(), List.of(kept));
    }

    private HostileCase keyed() {
        HostileValues values = new HostileValues(random);
        String c = values.canary();
        return switch (random.nextInt(11)) {
            case 0 ->
                new HostileCase(
                        "keyed", "Login failed password=" + c + " ip=10.0.0.1", values.canaries(), List.of("10.0.0.1"));
            case 1 ->
                new HostileCase(
                        "var_export",
                        "array (\n  'password' => '"
                                + values.value().replace("\\", "\\\\").replace("'", "\\'")
                                + "',\n  'name' => 'shop',\n)",
                        values.canaries(),
                        List.of("'password'", "'name'"));
            case 2 ->
                new HostileCase(
                        "print_r",
                        "Array\n(\n    [api_token] => " + c + " " + values.canary() + "\n    [a] => 1\n)",
                        values.canaries(),
                        List.of("[api_token]"));
            case 3 ->
                new HostileCase(
                        "escaped json",
                        "payload {\\\"secret\\\":\\\"" + c + "\\\",\\\"a\\\":1} sent",
                        values.canaries(),
                        List.of("secret"));
            case 4 ->
                new HostileCase(
                        "url",
                        "GET https://bob:" + c + "@shop.test/reset?token=" + values.canary() + "&email="
                                + values.canary() + "%40x.org&page=2",
                        values.canaries(),
                        List.of("page=2", "/reset"));
            case 5 ->
                new HostileCase(
                        "header",
                        "Authorization: Bearer " + c + values.canary(),
                        values.canaries(),
                        List.of("Authorization"));
            case 6 ->
                new HostileCase(
                        "cookie",
                        "Cookie: laravel_session=" + c + "; XSRF-TOKEN=" + values.canary(),
                        values.canaries(),
                        List.of("Cookie"));
            case 7 ->
                new HostileCase(
                        "frame",
                        "#0 /app/x.php(12): charge('" + c + "...', 123, Array, Object(App\\Foo))\n#1 {main}",
                        values.canaries(),
                        List.of("/app/x.php(12)", "charge", "Array", "Object(App\\Foo)"));
            case 8 ->
                new HostileCase(
                        "email",
                        "Order placed by " + c + "@example.org for 3 items",
                        values.canaries(),
                        List.of("Order placed by", "for 3 items"));
            case 9 ->
                new HostileCase(
                        "xdebug",
                        "PHP   2. charge($card = '" + c + "', $x = '" + values.canary() + "') /app/x.php:12",
                        values.canaries(),
                        List.of("$card", "/app/x.php:12"));
            default ->
                new HostileCase(
                        "dsn",
                        "mysql://shop:" + c + "@10.0.0.5:3306/shop",
                        values.canaries(),
                        List.of("10.0.0.5:3306/shop"));
        };
    }

    private HostileCase laravelLine(HostileCase field) {
        String exception = "[object] (Illuminate\\Database\\QueryException(code: 23000): " + field.text() + " at "
                + FRAME + ":712)\n[stacktrace]\n#0 " + FRAME
                + "(672): Illuminate\\Database\\Connection->runQueryCallback('"
                + "insert into `us...', Array)\n#1 {main}\n";
        String context = JsonText.encode(exception).replace("\\n", "\n").replace("\\r", "\r");
        String trace = "11327e75368c15605f7c61d1c3e44dfe";
        List<String> kept = new ArrayList<>(field.kept());
        kept.addAll(List.of("2026-11-22 08:57:28", "production.ERROR", trace));
        kept.add(FRAME + ":712");
        String text = "[2026-11-22 08:57:28] production.ERROR: " + field.text() + " {\"exception\":\"" + context
                + "\"} {\"trace_id\":\"" + trace + "\"}";
        return new HostileCase("laravel: " + field.family(), text, field.secrets(), kept);
    }

    private HostileCase json(HostileCase field) {
        String message = JsonText.encode(field.text());
        String text = "{\"message\":\"" + message + "\",\"context\":{\"sql\":\"" + message + "\",\"bindings\":[\""
                + message + "\"],\"exception\":{\"class\":\"PDOException\",\"message\":\"" + message
                + "\",\"code\":23000,\"file\":\"" + FRAME
                + ":712\"}},\"level\":400,\"extra\":{\"trace_id\":\"11327e75368c15605f7c61d1c3e44dfe\"}}";
        List<String> kept = new ArrayList<>(field.kept());
        kept.addAll(List.of("PDOException", FRAME, "11327e75368c15605f7c61d1c3e44dfe"));
        return new HostileCase(
                "json: " + field.family(),
                text,
                field.secrets(),
                kept.stream().map(JsonText::encode).toList());
    }

    private static final Pattern END = Pattern.compile("in (/app/Foo\\.php):12");

    private static HostileCase wrapped(String family, String before, HostileCase field, String after) {
        List<String> kept = new ArrayList<>(field.kept());
        Matcher end = END.matcher(after);
        if (end.find()) {
            kept.add(end.group(1));
        }
        return new HostileCase(family + ": " + field.family(), before + field.text() + after, field.secrets(), kept);
    }
}
