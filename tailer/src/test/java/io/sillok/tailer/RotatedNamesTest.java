package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are rotations of which. */
final class RotatedNamesTest {

    @ParameterizedTest
    @CsvSource({
        "access.log.1, access.log",
        "access.log.12.gz, access.log",
        "access.log.gz, access.log",
        "access.log-20261122, access.log",
        "access.log-2026-11-22.gz, access.log",
        "access.log-20261122-1795359335, access.log",
        "access.log.2026-11-22T08:00:00, access.log",
        "access-20261122.log, access.log",
        "access.1795359335.log.gz, access.log",
        "access_log.1700000000, access_log",
        "access.log.old, access.log",
        "laravel-2026-11-21.log.gz, laravel-2026-11-21.log",
        "worker-1.log.1, worker-1.log",
        "10.0.0.1.log.3, 10.0.0.1.log",
    })
    void rotationsHaveABase(String name, String base) {
        assertThat(RotatedNames.bases(Path.of("/logs", name))).contains(Path.of("/logs", base));
    }

    @ParameterizedTest
    @CsvSource({
        "access.log.1.zst, true",
        "access.log-20261122.xz, true",
        "access.log.bz2, true",
        "access.log.1.gz, false",
        "access.log.1, false",
        "error.log.1.zst, false",
        ".zst, false",
    })
    void someArePackedSoThatTheyCannotBeRead(String name, boolean packed) {
        assertThat(RotatedNames.isPackedOtherwise(Path.of("/logs", name), Path.of("/logs/access.log")))
                .isEqualTo(packed);
    }

    @ParameterizedTest
    @CsvSource({"access.log", "error.log", "access.log.swp", "my-app.log", ".gz", "1", "log.x1"})
    void otherNamesHaveNone(String name) {
        assertThat(RotatedNames.bases(Path.of("/logs", name))).isEmpty();
    }
}
