package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class MaskAuditTest {

    @Test
    void findsWhatLooksLikeASecretAndShowsLittleOfIt() {
        assertThat(MaskAudit.remains("got 7fK2pQ9xW4mZ8rT1 for 4111 1111 1111 1111 of a@b.org"))
                .extracting(
                        MaskAudit.Remain::why,
                        MaskAudit.Remain::start,
                        MaskAudit.Remain::length,
                        MaskAudit.Remain::hint)
                .containsExactlyInAnyOrder(
                        tuple("high entropy", 4, 16, "7fK"),
                        tuple("digits of a card", 25, 19, "411"),
                        tuple("e-mail", 48, 7, "a"));
    }

    @Test
    void theSameTextHasTheSameHash() {
        assertThat(MaskAudit.remains("a@b.org then a@b.org then c@b.org"))
                .extracting(MaskAudit.Remain::hash)
                .hasSize(3)
                .satisfies(hashes -> assertThat(hashes.get(1)).isEqualTo(hashes.get(0)))
                .satisfies(hashes -> assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0)));
    }

    @Test
    void idsAndNamesAreNoFindings() {
        assertThat(MaskAudit.remains("trace 11327e75368c15605f7c61d1c3e44dfe in"
                        + " App\\Http\\Controllers\\CheckoutController2 at 2026-11-22T08:57:28.864170"
                        + " 7e3e9b4c-3a5f-4f0e-9d53-0c1c5a8a2f11 users_email_unique *** ?"))
                .isEmpty();
    }
}
