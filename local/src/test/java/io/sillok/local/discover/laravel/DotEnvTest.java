package io.sillok.local.discover.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as vlucas/phpdotenv 5 reads them. */
final class DotEnvTest {

    @Test
    void values() {
        assertThat(DotEnv.read("""
                # comment
                APP_NAME="My \\"Shop\\" # 1"
                export APP_ENV=production   # comment
                SINGLE='${APP_ENV} #'
                PATH_OF=/logs/${APP_ENV}/${UNKNOWN}
                DOUBLE="${APP_ENV}-x"
                EMPTY=
                HASH=a#b
                KEY = spaced
                LONG="one
                NOT_A_KEY=x
                two"
                no assignment
                LAST=end"""))
                .containsExactly(
                        Map.entry("APP_NAME", "My \"Shop\" # 1"),
                        Map.entry("APP_ENV", "production"),
                        Map.entry("SINGLE", "${APP_ENV} #"),
                        Map.entry("PATH_OF", "/logs/production/${UNKNOWN}"),
                        Map.entry("DOUBLE", "production-x"),
                        Map.entry("EMPTY", ""),
                        Map.entry("HASH", "a#b"),
                        Map.entry("KEY", "spaced"),
                        Map.entry("LONG", "one\nNOT_A_KEY=x\ntwo"),
                        Map.entry("LAST", "end"));
    }
}
