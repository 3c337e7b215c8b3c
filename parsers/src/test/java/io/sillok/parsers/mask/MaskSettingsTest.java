package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import org.junit.jupiter.api.Test;

class MaskSettingsTest {

    @Test
    void everyFormOfAMaskIsTheUsersChoice() throws ConfigException {
        LineMasker masker = new LineMasker(settings("""
                rules: {pii.email: hash, card.luhn: last4, pii.phone: "off", secret.key-name: hash}
                key: 0123456789abcdef
                secret_keys: [customer_no]
                plain_keys: [pin]
                patterns:
                  - {id: shop.voucher, pattern: 'V-[0-9]{6}'}
                """));
        String masked =
                masker.mask("a@b.org card 4111 1111 1111 1111 tel +49 30 1234567 V-123456 pin=7 customer_no=17");
        assertThat(masked)
                .matches("h:[0-9a-f]{16} card \\*\\*\\*1111 tel \\+49 30 1234567 \\*\\*\\* pin=7"
                        + " customer_no=h:[0-9a-f]{16}");
        assertThat(masker.mask("from a@b.org")).contains(masked.substring(0, 18));
    }

    @Test
    void aUsersRuleIsCountedByItsId() throws ConfigException {
        MaskTally tally = MaskTally.explaining();
        new LineMasker(settings("patterns: [{id: shop.voucher, pattern: 'V-[0-9]{6}'}]")).mask("see V-123456", tally);
        assertThat(tally.byId()).containsExactly(org.assertj.core.api.Assertions.entry("shop.voucher", 1));
        assertThat(tally.reasons()).containsExactly(new MaskTally.Reason("", "shop.voucher", 4, 12));
    }

    @Test
    void aPatternThatRunsAwayFailsClosed() throws ConfigException {
        MaskTally tally = new MaskTally();
        LineMasker masker = new LineMasker(settings("patterns: [{id: shop.slow, pattern: '(.*,){8}Z'}]"));
        assertThat(masker.mask(",".repeat(60), tally)).isEqualTo(MaskedText.WHOLE);
        assertThat(tally.counts()).containsEntry(MaskRule.FAILED_CLOSED, 1);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> settings("""
                rules: {sql.literal: "off", pii.mail: mask, pii.email: hash, pii.phone: maybe}
                patterns:
                  - {id: Shop, pattern: 'a'}
                  - {id: shop.a, pattern: '(a'}
                  - {id: shop.b, pattern: 'a*'}
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sql.literal, which always masks")
                .hasMessageContaining("pii.mail, which is no rule")
                .hasMessageContaining("mask, hash, last4 or off for pii.phone")
                .hasMessageContaining("hash needs one")
                .hasMessageContaining("small letters")
                .hasMessageContaining("no regular expression")
                .hasMessageContaining("must not match the empty text");
    }

    private static MaskSettings settings(String text) throws ConfigException {
        ConfigFile file = ConfigFile.parse(text, "mask.yaml");
        MaskSettings settings = MaskSettings.from(file.root());
        file.finish();
        return settings;
    }
}
