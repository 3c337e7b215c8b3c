package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String CHARACTERS =
            "abcdefgzABZ 0 1 9 5  ..,,;:'\"([])-#/\\\n@%&=+?$*_<>|\u00e9\u4e00\u0000\u007f\u0080\u00ff";

    private static final String[] WORDS = {
        "select",
        "update",
        "with",
        "Duplicate entry '",
        "near ",
        "invalid input ",
        "(SQL: ",
        "(Connection: ",
        "user ",
        "password",
        "is",
        "code",
        "Basic ",
        "php",
        "base64",
        "SQLSTATE[",
        "value: ",
        "set ",
        "token",
        "for",
        "warehouse"
    };

    private final Random random = new Random(17);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Order 4711 was paid by invoice and handed over to the warehouse, nothing else is left to do.",
                "The worker took 12 jobs from the default queue and sleeps for three seconds now.\nDone",
                "Cache miss for the products of category 12, it was read (for now), nothing else",
            })
    void commonTextsAreCertain(String text) {
        assertThat(PlainText.certain(text)).isTrue();
        assertThat(clean(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the password is hunter",
                "mail from a@b.example",
                "select * from users where id",
                "entry 'x'Duplicate entry 'x'",
                "paid with 4111111111111111 today",
                "key: value",
                "caf\u00e9 au lait",
            })
    void whateverItDoesNotKnowIsNotCertain(String text) {
        assertThat(PlainText.certain(text)).isFalse();
    }

    /** Of what is certain the other pass says the same, wherever the text ends. */
    @Test
    void whatIsCertainIsClean() {
        int certain = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = text();
            if (PlainText.certain(text)) {
                certain++;
                assertThat(clean(text)).as(text).isTrue();
            }
        }
        assertThat(certain).isGreaterThan(5_000);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(30);
        int known = random.nextBoolean() ? 14 : CHARACTERS.length();
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(6) == 0) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
            } else {
                text.append(CHARACTERS.charAt(random.nextInt(known)));
            }
        }
        return text.toString();
    }

    private static boolean clean(String text) {
        return new TextMarks(Text.of(text)).clean();
    }
}
