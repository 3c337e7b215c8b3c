package io.sillok.edge;

import static io.sillok.edge.RecordsOfTest.edge;
import static io.sillok.edge.RecordsOfTest.mask;
import static io.sillok.edge.RecordsOfTest.texts;
import static io.sillok.edge.RecordsOfTest.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.ResumePoint;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FramedRecordsTest {

    private static final String HEAD = "[2026-11-22 10:47:02] production.ERROR: ";
    private static final String FIRST =
            HEAD + "no (Connection: mysql, SQL: insert into `t` (`a`, `b`) values (Hunter\n";
    private static final String SECOND = "Valley, Kowalska))\n";

    private final EdgeMasker edge = edge("{}");
    private final FileMasker masker = edge.file("laravel.line", Map.of());

    @Test
    void recordsAreMaskedEachByItself() {
        assertThat(whole(masker, 0, HEAD + "login {\"password\":\"hunter2\"} \n", HEAD + "nothing here  \n"))
                .containsExactly(HEAD + "login {\"password\":\"***\"} \n", HEAD + "nothing here  \n");
        assertThat(edge.maskedFields()).containsExactly(Map.entry("secret.key-name", 1L));
    }

    @Test
    void aRecordThatGoesOnIsToldAnew() {
        MaskedRecords first = mask(masker, 0, OptionalLong.empty(), true, FIRST);
        MaskedRecords second = mask(masker, FIRST.length(), OptionalLong.of(0), true, SECOND);
        long end = FIRST.length() + SECOND.length();
        MaskedRecords third = mask(masker, end, OptionalLong.of(0), false, "#1 {main}\n");

        assertThat(texts(first).get(0))
                .startsWith(HEAD)
                .doesNotContain("Hunter")
                .endsWith("\n");
        assertThat(first.anew()).isFalse();
        assertThat(second.anew()).isTrue();
        assertThat(texts(second).get(0)).startsWith(HEAD).doesNotContain("Valley", "Kowalska");
        assertThat(third.anew()).isTrue();
        assertThat(texts(third).get(0))
                .isEqualTo(whole(masker, 900, FIRST + SECOND + "#1 {main}\n").get(0));
    }

    @Test
    void whatGoesOnWithSomethingUnknownIsMaskedWhole() {
        MaskedRecords masked = mask(masker, 500, OptionalLong.of(100), false, SECOND);

        assertThat(masked.anew()).isFalse();
        assertThat(texts(masked)).containsExactly("*** (masked whole)\n");
        assertThat(edge.maskedFields()).containsExactly(Map.entry("masker.failed-closed", 1L));
    }

    @Test
    void afterARestartItGoesOnWithWhatItIsShown() {
        ResumePoint at = new ResumePoint(100 + FIRST.length(), OptionalLong.of(100), false, 1, false);

        assertThat(masker.remembersFrom(at)).isEqualTo(100);
        masker.remember(100, FIRST.getBytes(StandardCharsets.UTF_8), at);
        MaskedRecords masked = mask(masker, at.offset(), OptionalLong.of(100), false, SECOND);

        assertThat(masked.anew()).isTrue();
        assertThat(texts(masked)).isEqualTo(whole(masker, 900, FIRST + SECOND));
        assertThat(masker.remembersFrom(ResumePoint.closedAt(77))).isEqualTo(77);
    }

    @Test
    void ofARecordBeyondWhatIsShownThePiecesAreMaskedWhole() {
        String large = HEAD + "x y ".repeat(FramedRecords.LIMIT / 4) + "password=hunt";

        MaskedRecords first = mask(masker, 0, OptionalLong.empty(), true, large);
        MaskedRecords second = mask(masker, large.length(), OptionalLong.of(0), false, "er2\n");

        assertThat(texts(first).get(0))
                .startsWith(HEAD)
                .hasSize(FramedRecords.LIMIT)
                .doesNotContain("hunt");
        assertThat(texts(second)).containsExactly("*** (masked whole)\n");
        assertThat(second.anew()).isFalse();
    }

    @Test
    void lineEndsNulsAndBytesThatAreNoTextStay() {
        byte[] bytes = {(byte) 0xff, 'a', '\r', '\n'};
        assertThat(masker.mask(bytes, new int[] {4}, 0, OptionalLong.empty(), false)
                        .bytes())
                .isEqualTo(bytes);
        assertThat(whole(masker, 0, "\0\0\0\0", "\0\0\n", "\r\n")).containsExactly("\0\0\0\0", "\0\0\n", "\r\n");
        assertThat(whole(masker, 0, "\ufeff" + HEAD + "password=hunter2\r\nand on\r\n"))
                .containsExactly("\ufeff" + HEAD + "password=***\r\nand on\r\n");
    }

    @Test
    void textOfTwoBytesACharacterIsMaskedWhole() {
        String wide = "p\0a\0s\0s\0w\0o\0r\0d\0=\0h\0u\0n\0t\0e\0r\0";
        assertThat(whole(masker, 0, wide + "2\n")).containsExactly("*** (masked whole)\n");
    }

    @Test
    void rulesAreThoseOfTheConfig() {
        FileMasker own = edge("{patterns: [{id: shop.voucher, pattern: 'V-[0-9]{8}'}], rules: {pii.email: off}}")
                .file("laravel.line", Map.of());
        assertThat(whole(own, 0, HEAD + "V-12345678 of a@b.org  \n")).containsExactly(HEAD + "*** of a@b.org  \n");
        assertThat(edge("{rules: {pii.email: off}}"))
                .isEqualTo(edge("{rules: {pii.email: off}}"))
                .isNotEqualTo(edge("{}"));
    }

    @Test
    void aFieldThatIsASecretByItsNameAloneGoesToo() {
        FileMasker grok = edge.file("grok", Map.of("pattern", "%{WORD:user} %{NOTSPACE:password} %{NUMBER:took}"));
        assertThat(whole(grok, 0, "anna blue 12\n", "anna 12 12\n", "no such line: blue\n"))
                .containsExactly("anna *** 12\n", "anna *** ***\n", "no such line: blue\n");
        FileMasker access = edge.file("nginx.access", Map.of("log_format", "$remote_addr \"$http_cookie\" $status"));
        assertThat(whole(access, 0, "203.0.113.1 \"blue\" 200\n").get(0))
                .doesNotContain("blue")
                .contains("203.0.113.1");
        assertThat(texts(mask(grok, 0, OptionalLong.empty(), true, "anna blu"))).containsExactly("*** (masked whole)");
    }

    @Test
    void whatIsOpenInAllFilesIsBounded() {
        Memory memory = new Memory(1000);
        Memory.Key one = new Memory.Key(this, "one");
        Memory.Key two = new Memory.Key(this, "two");
        memory.put(one, new byte[400]);
        memory.put(two, new byte[400]);
        assertThat(memory.get(one)).isEmpty();
        assertThat(memory.get(two)).isPresent();
        memory.put(two, new byte[1200]);
        assertThat(memory.get(two)).isEmpty();
    }
}
