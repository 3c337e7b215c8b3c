package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a masker remembers of statements never shows in what it makes of others. */
class SqlShapesTest {

    private static final int STATEMENTS = 4_000;

    /** What literals, names, comments and prefixes begin, end or go on with. */
    private static final String MARKS = "'\"`[]$-#/?:. &,()=<>09aUN\\\n\u00e9*|@_%;\ufffd\ufffe\uffff";

    private static final String[] VALUES = {
        "'x'",
        "5",
        "-5",
        "null",
        "true",
        "`a`",
        "`users`.`id`",
        "\"b\"",
        "N'z'",
        "?",
        ":p",
        "$1",
        "[q]",
        "a b",
        ".5",
        "1e+5",
        "'a''b'",
        "'a\\'b'",
        "'a\\",
        "u&'k'",
        "_utf8'k'",
        "--x",
        "/*x*/",
        "#x",
        "x",
        "$$x$$",
        "(1, 2)",
        "select"
    };

    private final SqlMasker warm = new SqlMasker();

    @Test
    void aStatementOfAKnownShapeIsAnsweredFromWhatIsKnown() {
        warm.mask("select * from `users` where `id` = 17 and `name` = 'Ann'", new MaskTally());
        String first = warm.mask("select * from `users` where `id` = 1 and `name` = ''", new MaskTally());
        MaskTally tally = new MaskTally();
        String second = warm.mask("select * from `users` where `id` = 4 and `name` = 'it''s Bob\\''", tally);
        assertThat(second).isSameAs(first).isEqualTo("select * from `users` where `id` = ? and `name` = ?");
        assertThat(tally.counts()).containsOnlyKeys(MaskRule.SQL_LITERAL).containsValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from `users` where `id` = -17",
                "select * from `users` where `id` = --17",
                "select * from `users` where `id` = - -17",
                "select * from `users` where `id` = '17",
                "select * from `users` where `id` = 17x",
                "select * from `users` where `id` = 17'x'",
                "select * from `users` where `id` = `17`",
                "select * from `users` where `id` = N'17'",
                "select * from `users` where `id` = u&'17'",
                "select * from `users` where `id` = u&17",
                "select * from `users` where `id` =17",
                "select * from `users` where `id` = 17 ",
                "select * from `users` where `id` = 17 -- x",
                "select * from `users` where `id` = \ufffd",
                "select * from `users` where `id` = '17\\' or 5",
                "select * from users where id = '17\\' or 5",
                "select * from \"users\" where \"id\" = 17",
                "select * from users where id = 17",
                "select * from users where id = \"17\"",
                "select * from users where id = $$17",
                "select * from users where [id = 17",
                "select * from users where [id 17",
                "select * from users where [id 17] = 5",
                "select * from users where id in (17, 'x', null)",
                "select top 5 * from users where id = 17",
                "select top 'x' * from users where id = 17",
            })
    void oneThatDiffersALittleIsJudgedByItself(String statement) {
        List<String> known = List.of(
                "select * from `users` where `id` = 5",
                "select * from `users` where `id` = '5'",
                "select * from `users` where `id` = -5",
                "select * from `users` where `id` = u&5",
                "select * from `users` where `id` = 5 and `age` > 6",
                "select * from users where id = 5",
                "select * from users where id = '5'",
                "select * from users where id = ?",
                "select top 7 * from users where id = 5",
                "select top john",
                "select * from users where [id] = 5",
                "select * from users where id in (5, 'y', false)");
        for (SqlForm form : SqlForm.values()) {
            known.forEach(one -> warm.mask(one, form, new MaskTally()));
            assertThat(said(warm, statement, form)).isEqualTo(said(cold(), statement, form));
            assertThat(said(warm, statement, form)).isEqualTo(said(cold(), statement, form));
        }
    }

    @Test
    void whatIsRememberedChangesNoResult() {
        SqlMasker forgetful = new SqlMasker(2_500);
        SqlMasker cold = cold();
        for (String statement : statements(23, STATEMENTS)) {
            for (SqlForm form : SqlForm.values()) {
                String expected = said(cold, statement, form);
                assertThat(said(warm, statement, form)).isEqualTo(expected);
                assertThat(said(forgetful, statement, form)).isEqualTo(expected);
            }
        }
    }

    @Test
    void threadsThatShareAMaskerGetTheSame() throws Exception {
        String[] statements = statements(42, 1_000);
        List<String> expected = said(cold(), statements);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> said = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                said.add(threads.submit(() -> said(warm, statements)));
            }
            for (Future<List<String>> one : said) {
                assertThat(one.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** One that remembers nothing. */
    private static SqlMasker cold() {
        return new SqlMasker(0);
    }

    private static List<String> said(SqlMasker masker, String[] statements) {
        List<String> said = new ArrayList<>();
        for (String statement : statements) {
            for (SqlForm form : SqlForm.values()) {
                said.add(said(masker, statement, form));
            }
        }
        return said;
    }

    /** All that a masker says of a statement, in each way in which it can be asked. */
    private static String said(SqlMasker masker, String statement, SqlForm form) {
        MaskTally tally = MaskTally.explaining();
        String masked = masker.mask(statement, form, tally);
        SqlMasker.Normalised normalised = masker.normalise(statement, form, tally);
        Text within = Text.of("(" + statement + ")").part(1, 1 + statement.length());
        TextBuffer out = new TextBuffer(16).append("before ");
        boolean changed = masker.mask(within, form, out, tally);
        return String.join(
                "\n",
                String.valueOf(masked.equals(statement)),
                masked,
                normalised.text(),
                normalised.hash(),
                String.valueOf(changed),
                out.toString(),
                tally.byId().toString(),
                tally.reasons().toString());
    }

    /** Statements that come again, with other values and damaged in one place. */
    private static String[] statements(long seed, int count) {
        Random random = new Random(seed);
        HostileStatements statements = new HostileStatements(random);
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            shapes.add(statements.statement().sql());
        }
        String[] made = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder statement = new StringBuilder();
            for (String part : shapes.get(random.nextInt(shapes.size())).split("\\?", -1)) {
                statement.append(statement.isEmpty() ? "" : VALUES[random.nextInt(random.nextInt(VALUES.length) + 1)]);
                statement.append(part);
            }
            made[i] = random.nextInt(3) == 0 ? statement.toString() : damaged(statement, random);
        }
        return made;
    }

    private static String damaged(StringBuilder statement, Random random) {
        int at = random.nextInt(statement.length());
        char mark = MARKS.charAt(random.nextInt(MARKS.length()));
        switch (random.nextInt(4)) {
            case 0 -> statement.insert(at, mark);
            case 1 -> statement.setCharAt(at, mark);
            case 2 -> statement.deleteCharAt(at);
            default -> statement.setLength(at);
        }
        return statement.toString();
    }
}
