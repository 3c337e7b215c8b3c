package io.sillok.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class VisibleTextTest {

    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(VisibleText.of("a\u001b[31mred\u001b[0m\r\nb\u0007\u007f\u0000\tc"))
                .isEqualTo("a␛[31mred␛[0m␍␊b␇␡␀ c");
        assertThat(VisibleText.of("\u009b31m \u202egnp.exe \u200b\u2028 \ud83d"))
                .isEqualTo("\\u{9B}31m \\u{202E}gnp.exe \\u{200B}\\u{2028} \\u{D83D}");
    }

    @Test
    void leavesTextAlone() {
        String text = "Grüße, 주문 완료 🛒 {\"a\": [1]} <b> C:\\tmp";
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @Test
    void leavesNoControlCharacterWhateverComes() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 0; n < 20; n++) {
                text.append((char) random.nextInt(i % 2 == 0 ? 0x100 : 0x10000));
            }
            assertThat(VisibleText.of(text.toString()).codePoints()).noneMatch(Character::isISOControl);
        }
    }
}
