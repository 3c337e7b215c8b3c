package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a masker remembers of the beginnings of drivers' messages never shows in what it makes of others. */
class DriverHeadsTest {

    private static final int SOME = 6_000;
    private static final int MANY = 400_000;

    private static final List<String> MESSAGES = List.of(
            "SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '{}' for key 'users_email_unique'",
            "SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '{}-{}' for key 'PRIMARY'",
            "SQLSTATE[23000]: Integrity constraint violation: 19 UNIQUE constraint failed: users.email",
            "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.{}' doesn't exist",
            "SQLSTATE[42S22]: Column not found: 1054 Unknown column '{}' in 'where clause'",
            "SQLSTATE[22007]: Invalid datetime format: 1292 Incorrect datetime value: '{}' for column `shop`.`orders`.`at` at row 1",
            "SQLSTATE[22001]: String data, right truncated: 1406 Data too long for column '{}' at row 1",
            "SQLSTATE[HY000]: General error: 1366 Incorrect integer value: '{}' for column 'age' at row 3",
            "SQLSTATE[42000]: Syntax error or access violation: 1064 You have an error in your SQL syntax; check the manual that"
                    + " corresponds to your MariaDB server version for the right syntax to use near '{}' at line 1",
            "SQLSTATE[HY000] [1045] Access denied for user '{}'@'10.0.0.5' (using password: YES)",
            "SQLSTATE[HY000] [2002] Connection refused",
            "SQLSTATE[23505]: Unique violation: 7 ERROR:  duplicate key value violates unique constraint \"users_email_key\"",
            "SQLSTATE[22P02]: Invalid text representation: 7 ERROR:  invalid input syntax for type integer: \"{}\"",
            "SQLSTATE[22P02]: Invalid text representation: 7 ERROR:  invalid input value for enum state: \"{}\"",
            "SQLSTATE[28P01]: Invalid password: 7 FATAL:  password authentication failed for user \"{}\"",
            "SQLSTATE[23000]: [Microsoft][ODBC Driver 18 for SQL Server][SQL Server]Violation of UNIQUE KEY constraint 'UQ_users'."
                    + " Cannot insert duplicate key in object 'dbo.users'. The duplicate key value is ({}).",
            "SQLSTATE[22018]: [Microsoft][SQL Server]Conversion failed when converting the varchar value '{}' to data type int.",
            "SQLSTATE[HY000]: General error: 1 no such column: {}",
            "SQLSTATE[45000]: <<Unknown error>>: 1644 token {} for '{}' expired");

    private static final List<String> VALUES = List.of(
            "x",
            "",
            "ann@example.org",
            "17",
            "4111111111111111",
            "a.b-c_d",
            "Zx9kQ2mB7tR4wL8vN3cY6pD1",
            "O'Brien",
            "a b",
            "password",
            "it's (SQL: select 1)",
            "' for key 'x",
            "2026-11-22 10:00:00",
            "DE89370400440532013025",
            "\u00e9t\u00e9",
            "?",
            "a\nb",
            "users_email_unique",
            "/app/x.php:12)",
            "\ufffe");

    private static final List<String> BEHIND = List.of(
            "",
            "",
            " (SQL: insert into `users` (`name`) values (Bob, {}))",
            " (Connection: mysql, SQL: select * from `users` where `email` = {} limit 1)",
            " (Connection: mysql, Host: 10.0.0.5, Port: 3306, Database: shop, SQL: update `a` set `b` = {})",
            " (Connection: my sql, SQL: {})",
            " (SQL: select 1) (SQL: select {})",
            " at /app/x.php:12)",
            " in /app/x.php on line 3",
            " [12.5 ms]",
            ", token {}");

    private static final String MARKS = "'\"`[]()-:/?.@ ,=0aZ_\n\\{}%";

    private final TextMasker warm = new TextMasker();

    @Test
    void aKnownBeginningIsRecalledWithOtherValues() {
        String text =
                "SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '%s' for key 'users_email_unique'";
        String masked = text.formatted("?");
        for (String value : List.of("ann@example.org", "17", "bob")) {
            MaskTally tally = new MaskTally();
            assertThat(warm.mask(text.formatted(value), tally)).isEqualTo(masked);
            assertThat(tally.counts()).containsOnlyKeys(MaskRule.DRIVER_VALUE).containsValue(1);
        }
    }

    @Test
    void whatIsRememberedNeverShows() {
        compare(SOME, 1);
    }

    @Test
    @Tag("long")
    void whatIsRememberedNeverShowsInManyTexts() {
        compare(MANY, 2);
    }

    private void compare(int texts, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < texts; i++) {
            String text = filled(one(MESSAGES, random) + one(BEHIND, random), random);
            String maybe = random.nextInt(3) == 0 ? damaged(text, random) : text;
            MaskTally remembering = new MaskTally();
            MaskTally judging = new MaskTally();
            String recalled = warm.mask(maybe, remembering);
            assertThat(recalled).as(maybe).isEqualTo(new TextMasker().mask(maybe, judging));
            assertThat(remembering.counts()).as(maybe).isEqualTo(judging.counts());
        }
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String filled(String text, Random random) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf("{}"); at >= 0; at = text.indexOf("{}", from)) {
            out.append(text, from, at).append(one(VALUES, random));
            from = at + 2;
        }
        return out.append(text.substring(from)).toString();
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        String mark = String.valueOf(MARKS.charAt(random.nextInt(MARKS.length())));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + mark + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(at + 1);
            default -> text.substring(0, at) + mark + text.substring(at + 1);
        };
    }
}
