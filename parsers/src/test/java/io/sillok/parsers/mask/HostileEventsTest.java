package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What parsers cut apart gives no value away: hostile texts as events of every format, and of such as they are not. */
class HostileEventsTest {

    private static final int MOST_SHOWN = 20;

    @Test
    void noEventShowsAValue() {
        judge(5, 6_000);
    }

    @Test
    @Tag("long")
    void noEventOfManySeedsDoes() {
        for (long seed = 200; seed < 210; seed++) {
            judge(seed, 50_000);
        }
    }

    private static void judge(long seed, int cases) {
        HostileCases generator = new HostileCases(seed);
        List<String> leaks = new ArrayList<>();
        for (int i = 0; i < cases && leaks.size() < MOST_SHOWN; i++) {
            HostileCase hostile = generator.next();
            for (String parser : parsers(hostile)) {
                try {
                    MaskFuzz.judge(hostile, parser);
                } catch (AssertionError leak) {
                    leaks.add(leak.getMessage());
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    /** The format that the text is of, if it is of one, and the one that reads anything. */
    private static List<String> parsers(HostileCase hostile) {
        String family = hostile.family();
        String own = family.startsWith("laravel: ")
                ? "laravel.line"
                : family.startsWith("json: ")
                        ? "laravel.json"
                        : family.startsWith("nginx: ")
                                ? "nginx.error"
                                : family.startsWith("fpm: ") ? "php_fpm.error" : "php.error";
        return List.of(own, "unknown");
    }
}
