package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineMaskerTest {

    private final LineMasker masker = new LineMasker();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain error_log()\nof two lines",
                "203.0.113.76 - - [22/Nov/2026:08:57:28 +0000] \"GET /products?page=2 HTTP/1.1\" 200 915 \"https://shop.test/?ref=53428d\" \"bad \\x22quoted\\x22 agent\\x5C\" rt=0.122 rid=e00ee9257c5b3cec652939f4f91de6d3 tp=\"00-a7eed08ba9a1ebfa05c0e51ba66b31ba-60baa1be1085f2b5-00\"",
                "203.0.113.76 - - [22/Nov/2026:08:57:28 +0000] \"GET / HTTP/1.1\" 200 14 \"\" \"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15\"",
                "127.0.0.1 -  22/Nov/2026:08:57:28 +0000 \"GET /index.php\" 200 /app/public/index.php 117.240 4096 59.71%",
                "2026/11/22 08:57:29 [error] 6507#6507: *12 open() \"/app/static/img-7.png\" failed (2: No such file or directory), client: 203.0.113.207, server: shop.test, request: \"GET /static/img-7.png?v=0d4e2b HTTP/1.1\", host: \"shop.test\", referrer: \"\"",
                "[22-Nov-2026 08:57:32] WARNING: [pool www] seems busy (you may need to increase pm.start_servers, or pm.min/max_spare_servers), spawning 8 children, there are 0 idle, and 5 total children",
                "[22-Nov-2026 08:57:29 UTC] PHP Fatal error:  Uncaught Error: Call to undefined function undefined_function() in /app/index.php:12\nStack trace:\n#0 /app/plain.php(2): require()\n#1 {main}\n  thrown in /app/index.php on line 12",
                "[2026-11-22 08:57:31] production.INFO: level info  ",
                "[2026-11-22 08:57:32] production.INFO: First line\nsecond line {\"note\":\"context\nwith newline\",\"json\":\"{\\\"a\\\":[1,2]}\",\"nested\":{\"k\":{\"deep\":true,\"null\":null,\"pi\":3.14}}} ",
                "{\"message\":\"ok\",\"context\":{},\"level\":200,\"datetime\":\"2026-11-22T08:57:28.864170+00:00\",\"extra\":{\"dd\":{\"trace_id\":\"6880481884277853694\",\"span_id\":\"17179124640135995788\"}}}",
                "[dd.trace_id=\"6880481884277853694\" dd.span_id=\"17179124640135995788\" dd.service=\"shop\"]",
                "# Time: 261122  8:57:28\n# User@Host: shop[shop] @ localhost [127.0.0.1]\n# Query_time: 0.200207  Lock_time: 0.000010\nSET timestamp=1795337848;\nselect count(*) n from users;",
                "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.order_archive' doesn't exist",
                "Please select a product from the list of 12 items; update your profile to set 3 more",
                "Migrated: 2026_01_01_000000_create_users_table (12.34ms)",
                "00-a7eed08ba9a1ebfa05c0e51ba66b31ba-60baa1be1085f2b5-00",
                "select * from `users` where `email` = ? and `id` in (?, ?)",
            })
    void cleanLinesComeBackAsTheyWere(String line) {
        assertThat(masker.mask(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '¬',
            value = {
                "SQL: insert into `t` (`a`, `b`) values ('x', 12) [1.71ms] → SQL: insert into `t` (`a`, `b`) values (?) [1.71ms]",
                "select * from users where id in (1, 2, 3) and name = 'O\\'x' → select * from users where id in (?) and name = ?",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b') → INSERT INTO t VALUES (?)",
                "NRAK-RBNCJBRRRRQRRRRRRGRRRRTRRRRWX expired → *** expired",
                "tokens hf_wqgvbbbfvzDhmqg → tokens ***",
                "cut after glsa_V6V6V9 → cut after ***",
                "Duplicate entry '' for key 'c2q2s7 → Duplicate entry '?",
                "Duplicate entry 'x' for key 'users_email_unique' fo → Duplicate entry '?",
                "Duplicate entry 'x' for key 'users_email_unique' → Duplicate entry '?' for key 'users_email_unique'",
                "mailgun: key-22777777777777777777777777777777 is wrong → mailgun: *** is wrong",
                "(Connection: mysql, SQL: update `users` set `name` = O'Brien (x), y where `id` = 5) → (Connection: mysql, SQL: update `users` set `name` = ? where `id` = ?)",
                "1062 Duplicate entry 'a' for key 'b' c' for key 'users_email_unique' → 1062 Duplicate entry '?' for key 'users_email_unique'",
                "#0 /app/x.php(12): charge('4111...', 123, Array, Object(App\\Foo)) → #0 /app/x.php(12): charge(?, ?, Array, Object(App\\Foo))",
                "#0 /app/x.php(12): charge('a) b → #0 /app/x.php(12): charge(?",
                "PHP   2. charge($card = 'a): b'] → PHP   2. charge($card = ?",
                "PHP   2. charge($card = 'a) b') /app/x.php:12 → PHP   2. charge($card = ?) /app/x.php:12",
                "2026/11/22 08:57:34 [error] 1#1: *5 FastCGI sent in stderr: \"PHP message: x '\" while reading, client: f5b5D9 → 2026/11/22 08:57:34 [error] 1#1: *5 FastCGI sent in stderr: \"PHP message: x '\" while reading, client: ***",
                "Creating ['password' => 'T4V9j6f2M4 {\"trace_id\":\"z4x2n9c2D4\"} → Creating ['password' => '***",
                "GET https://bob:pw@shop.test/r?token=abc&page=2 → GET https://***@shop.test/r?token=***&page=2",
                "card 4111-1111-1111-1111 tel +49 30 1234567 iban DE89 3704 0044 0532 0130 00 ok → card *** tel *** iban *** ok",
                "{\"a\":{\"password\":\"x\",\"pin\":1234},\"b\":\"c@d.org\",\"bindings\":[1,\"x\"]} → {\"a\":{\"password\":\"***\",\"pin\":\"***\"},\"b\":\"***\",\"bindings\":[\"***\",\"***\"]}",
                "203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] \"GET /r?email=a%40b.org&x=1 HTTP/1.1\" 200 5 \"\" \"curl/8\" → 203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] \"GET /r?email=***&x=1 HTTP/1.1\" 200 5 \"\" \"curl/8\"",
            })
    void masksValuesAndKeepsTheRest(String line, String masked) {
        assertThat(masker.mask(line)).isEqualTo(masked);
    }

    @Test
    void maskingTwiceChangesNothingMore() {
        HostileCases cases = new HostileCases(3);
        int stable = 0;
        for (int i = 0; i < 500; i++) {
            String once = masker.mask(cases.next().text());
            stable += masker.mask(once).equals(once) ? 1 : 0;
        }
        assertThat(stable).isGreaterThan(450);
    }

    @Test
    void aColumnInBackQuotesStays() {
        assertThat(masker.mask("SQLSTATE[HY000]: General error: 1366 Incorrect integer value: 'secret' for column"
                        + " `shop`.`users`.`age` at row 1"))
                .isEqualTo("SQLSTATE[HY000]: General error: 1366 Incorrect integer value: '?' for column"
                        + " `shop`.`users`.`age` at row 1");
    }

    @Test
    void countsByRule() {
        MaskTally tally = new MaskTally();
        masker.mask("password=x for a@b.org and c@d.org", tally);
        assertThat(tally.counts()).containsEntry(MaskRule.SECRET_KEY_NAME, 1).containsEntry(MaskRule.PII_EMAIL, 2);
    }

    @Test
    void theContextOfACutRecordGoesWhereAValueMayBeOpen() {
        MaskTally tally = new MaskTally();
        String header = "[2026-11-22 08:57:28] production.ERROR: ";
        String context = " {\"exception\":\"[object] (RuntimeException(code: 0): refused";
        assertThat(masker.mask(header + "login of 'jane" + context, tally)).isEqualTo(header + "login of 'jane ***");
        assertThat(tally.counts()).containsEntry(MaskRule.CUT_CONTEXT, 1);
        assertThat(masker.mask(header + "refused" + context))
                .isEqualTo(header + "refused {\"exception\":\"[object] (RuntimeException(code: 0): ***");
    }

    @Test
    void whatIsTooLongIsMaskedWhole() {
        MaskTally tally = new MaskTally();
        assertThat(masker.mask("a".repeat(TextMasker.LIMIT + 1), tally)).isEqualTo(MaskedText.WHOLE);
        assertThat(tally.counts()).containsEntry(MaskRule.FAILED_CLOSED, 1);
    }
}
