package io.sillok.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerEntryTest {

    private static final LedgerEntry ENTRY = new LedgerEntry(
            "f".repeat(32),
            "/var/log/a.log",
            90,
            5,
            10,
            100,
            9,
            9,
            1,
            2,
            List.of(new LedgerEntry.Hole(10, 15), new LedgerEntry.Hole(20, 25)));

    @Test
    void isReadAsItWasWritten() {
        assertThat(LedgerEntry.parse(ENTRY.json())).isEqualTo(ENTRY);
        assertThat(new String(ENTRY.json(), StandardCharsets.UTF_8)).contains("\"holes\":[[10,15],[20,25]]");
    }

    @Test
    void entriesOfOtherVersionsAreReadToo() {
        String json = new String(ENTRY.json(), StandardCharsets.UTF_8);
        LedgerEntry earlier = LedgerEntry.parse(
                json.replace(",\"holes\":[[10,15],[20,25]]", "").getBytes(StandardCharsets.UTF_8));
        assertThat(earlier.holes()).isEmpty();
        assertThat(earlier.missing()).isEqualTo(10);

        byte[] later = json.replace("{\"file\"", "{\"later\":1,\"file\"").getBytes(StandardCharsets.UTF_8);
        assertThat(LedgerEntry.parse(later)).isEqualTo(ENTRY);
    }
}
