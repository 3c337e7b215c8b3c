package io.sillok.job.alerts;

import io.sillok.model.config.Secret;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * What people are told of, and how.
 *
 * @param page address of the page, to which alerts link; empty if there is none
 * @param logins which lines tell of logins
 * @param loginKey of the hashes of accounts; empty if each start of the job is to have its own
 * @param ipv6Prefix bits that the IPv6 addresses of one client have in common
 */
public record AlertSettings(
        String page,
        List<AlertRule> rules,
        List<LoginSource> logins,
        Secret loginKey,
        List<Webhook> webhooks,
        int ipv6Prefix)
        implements Serializable {

    public AlertSettings {
        rules = List.copyOf(rules);
        logins = List.copyOf(logins);
        webhooks = List.copyOf(webhooks);
    }

    /** What a customer of a provider has for itself. */
    static final int IPV6_PREFIX = 64;

    private static final int RANDOM_KEY = 32;

    /** No rules; logins are counted all the same. */
    public static final AlertSettings NONE =
            new AlertSettings("", List.of(), LoginSource.STANDARD, new Secret(""), List.of(), IPV6_PREFIX);

    /** The same with a key, be it one of its own. */
    public AlertSettings keyed() {
        if (!loginKey.value().isEmpty()) {
            return this;
        }
        byte[] random = new byte[RANDOM_KEY];
        new SecureRandom().nextBytes(random);
        return new AlertSettings(
                page, rules, logins, new Secret(HexFormat.of().formatHex(random)), webhooks, ipv6Prefix);
    }

    SearchLinks links() {
        return new SearchLinks(page);
    }
}
