package io.sillok.job.alerts;

import io.sillok.model.EventMasker;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import io.sillok.model.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A masker that leaves of a login's account a keyed hash, by which attempts into one account can be counted where its name is
 * masked. Not thread-safe.
 */
public final class LoginAccounts implements EventMasker {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 8;

    private final EventMasker masker;
    private final List<LoginSource> sources;
    private final Mac mac;

    /** @param key without which the hashes cannot be guessed */
    public LoginAccounts(EventMasker masker, List<LoginSource> sources, Secret key) {
        this.masker = masker;
        this.sources =
                sources.stream().filter(source -> !source.accounts().isEmpty()).toList();
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            this.mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public Masked<LogEvent> mask(LogEvent event) {
        Masked<LogEvent> masked = masker.mask(event);
        Optional<String> account = sources.stream()
                .filter(source -> source.tells(event))
                .findFirst()
                .flatMap(source -> source.account(event));
        return account.map(name -> new Masked<>(
                        masked.value().toBuilder()
                                .attribute(Fields.LOGIN_ACCOUNT, hash(name))
                                .build(),
                        masked.counts()))
                .orElse(masked);
    }

    private String hash(String account) {
        byte[] hash = mac.doFinal(account.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    @Override
    public Masked<Span> mask(Span span) {
        return masker.mask(span);
    }
}
