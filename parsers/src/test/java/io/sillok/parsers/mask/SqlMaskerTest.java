package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlMaskerTest {

    private final SqlMasker masker = new SqlMasker();

    @Test
    void statementsOfOneShapeHaveOneHash() {
        SqlMasker.Normalised one = normalise("SELECT * FROM users WHERE id IN (1, 2)  AND name = 'x'");
        SqlMasker.Normalised two = normalise("select * from users\nwhere id in (?, ?, ?) and name = \"y\"");
        assertThat(one.text()).isEqualTo("SELECT * FROM users WHERE id IN (?) AND name = ?");
        assertThat(one.hash()).hasSize(16).isEqualTo(two.hash());
        assertThat(normalise("select * from orders").hash()).isNotEqualTo(one.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'SECRET'",
                "select \"SECRET\"",
                "select N'SECRET'",
                "select E'a\\'SECRET'",
                "select $$SECRET$$",
                "select $t$SECRET$t$",
                "select x'5EC2E7' , 'SECRET'",
                "select _utf8mb4'SECRET'",
                "select U&'SECRET'",
                "select 'a''SECRET'",
                "select 'a\\'SECRET'",
                "select 'a' 'SECRET'",
                "select 1 -- SECRET",
                "select 1 # SECRET",
                "select /* SECRET */ 1",
                "select /* /* */ SECRET */ 1",
                "select 5--SECRET",
                "select 'SECRET",
                "select \"SECRET",
                "select * from t where a = 'O'SECRET'",
                "insert into t values (a SECRET, 1)",
                "insert into t values ('a', SECRET)",
                "select * from t where a = SECRET",
                "select * from t where a like '%SECRET%' escape '!'",
                "update t set a = b'SECRET'",
                "call p('SECRET')",
                "exec p @a = N'SECRET'",
                "set password = 'SECRET'",
                "create user 'SECRET' identified by 'SECRET'",
                "select * from t where a = 1; SECRET",
                "values ('SECRET')",
                "select * from t where a = ? [SECRET, 1]",
                "insert into t (a) values ('a'), (SECRET)",
                "select array['SECRET']",
                "select * from t limit 'SECRET'",
                "select date '2020-01-01', interval 'SECRET' day",
                "merge into t using (values ('SECRET')) as s (a) on t.a = s.a"
            })
    void noFormOfALiteralGetsThrough(String statement) {
        assertThat(masker.mask(statement, new MaskTally())).doesNotContain("SECRET");
    }

    @Test
    void namesStay() {
        assertThat(masker.mask(
                        "select u.id, o.total from users u join orders o on o.user_id = u.id where u.email = 'x' order by o.created_at desc",
                        new MaskTally()))
                .isEqualTo(
                        "select u.id, o.total from users u join orders o on o.user_id = u.id where u.email = ? order by o.created_at desc");
    }

    private SqlMasker.Normalised normalise(String statement) {
        return masker.normalise(statement, new MaskTally());
    }
}
