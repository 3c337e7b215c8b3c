package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Statements with places for values, in the quoting of four dialects. */
final class HostileStatements {

    enum Dialect {
        MYSQL,
        POSTGRES,
        SQLITE,
        SQLSERVER
    }

    /**
     * @param sql with {@code ?} for values
     * @param names identifiers that stand before the first value
     */
    record Statement(Dialect dialect, String sql, List<String> names) {

        int values() {
            return (int) sql.chars().filter(c -> c == '?').count();
        }
    }

    private static final List<String> TABLES =
            List.of("users", "orders", "order_items", "payment_methods", "zebra_crossings", "shop_carts");
    private static final List<String> COLUMNS = List.of(
            "id",
            "email",
            "user_id",
            "created_at",
            "wombat",
            "shoe_size",
            "password",
            "total_price",
            "is_active",
            "meta");

    private final Random random;

    HostileStatements(Random random) {
        this.random = random;
    }

    Statement statement() {
        return statement(Dialect.values()[random.nextInt(4)]);
    }

    Statement statement(Dialect dialect) {
        List<String> names = new ArrayList<>();
        String table = pick(TABLES);
        names.add(table);
        String t = quote(dialect, table);
        String sql =
                switch (random.nextInt(9)) {
                    case 0, 1 -> insert(dialect, t, names, 1);
                    case 2 -> insert(dialect, t, names, 1 + random.nextInt(3));
                    case 3 -> update(dialect, t, names);
                    case 4 -> "delete from " + t + " where " + condition(dialect, names) + rest(dialect);
                    case 5 -> "select * from " + t + " where " + condition(dialect, names) + rest(dialect);
                    case 6 ->
                        "select " + columns(dialect, names, 3) + " from " + t + " where " + condition(dialect, names)
                                + " limit ?";
                    case 7 ->
                        "select count(*) as " + quote(dialect, "aggregate") + " from " + t + " where "
                                + condition(dialect, names) + " and " + quote(dialect, "status") + " in (?, ?, ?)";
                    default ->
                        "select * from " + t + " where exists (select * from " + quote(dialect, "orders") + " where "
                                + t + "."
                                + quote(dialect, "id") + " = " + quote(dialect, "orders") + "."
                                + quote(dialect, "user_id") + " and "
                                + quote(dialect, "state") + " = ?) order by " + quote(dialect, "created_at")
                                + " desc limit ?";
                };
        return new Statement(dialect, sql, names);
    }

    private String insert(Dialect dialect, String table, List<String> names, int rows) {
        int width = 1 + random.nextInt(5);
        String columns = columns(dialect, names, width);
        String row = "(" + "?, ".repeat(width - 1) + "?)";
        StringBuilder out = new StringBuilder("insert into " + table + " (" + columns + ") values " + row);
        for (int i = 1; i < rows; i++) {
            out.append(", ").append(row);
        }
        if (random.nextInt(4) == 0) {
            out.append(
                    dialect == Dialect.MYSQL
                            ? " on duplicate key update `x` = ?"
                            : dialect == Dialect.POSTGRES ? " returning \"id\"" : "");
        }
        return out.toString();
    }

    private String update(Dialect dialect, String table, List<String> names) {
        String first = pick(COLUMNS);
        names.add(first);
        return "update " + table + " set " + quote(dialect, first) + " = ?, " + quote(dialect, pick(COLUMNS))
                + " = ? where " + quote(dialect, "id") + " = ?";
    }

    private String condition(Dialect dialect, List<String> names) {
        String first = pick(COLUMNS);
        names.add(first);
        String c = quote(dialect, first);
        String d = quote(dialect, pick(COLUMNS));
        return switch (random.nextInt(7)) {
            case 0 -> c + " = ?";
            case 1 -> c + " = ? and " + d + " = ?";
            case 2 -> c + " between ? and ? or " + d + " > ?";
            case 3 -> c + " in (?, ?, ?) and " + d + " is null";
            case 4 -> c + " like ? and (" + d + " = ? or " + d + " <> ?)";
            case 5 -> "lower(" + c + ") = ? and " + d + " not in (?)";
            default -> c + " = ? and not exists (select 1 from " + quote(dialect, "bans") + " where " + d + " = ?)";
        };
    }

    private String rest(Dialect dialect) {
        return random.nextBoolean() ? "" : " order by " + quote(dialect, "id") + " asc limit ? offset ?";
    }

    private String columns(Dialect dialect, List<String> names, int count) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String column = pick(COLUMNS);
            names.add(column);
            out.add(quote(dialect, column));
        }
        return String.join(", ", out);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static String quote(Dialect dialect, String name) {
        return switch (dialect) {
            case MYSQL -> "`" + name + "`";
            case SQLSERVER -> "[" + name + "]";
            default -> "\"" + name + "\"";
        };
    }
}
