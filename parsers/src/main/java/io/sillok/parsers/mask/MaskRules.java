package io.sillok.parsers.mask;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The rules as a user wants them, ready to be asked. Thread-safe. */
final class MaskRules {

    private static final MaskAction[] ALL_MASK = new MaskAction[MaskRule.values().length];

    private record Custom(String id, Pattern pattern, MaskAction action) {}

    private final MaskAction[] actions = ALL_MASK.clone();
    private final byte[] key;
    private final Set<String> secretKeys;
    private final Set<String> plainKeys;
    private final List<Custom> customs;
    private final boolean adjusted;

    MaskRules(MaskSettings settings) {
        settings.actions().forEach((rule, action) -> actions[rule.ordinal()] = action);
        key = settings.key().value().getBytes(StandardCharsets.UTF_8);
        secretKeys = lower(settings.secretKeys());
        plainKeys = lower(settings.plainKeys());
        customs = settings.patterns().stream()
                .map(rule -> new Custom(rule.id(), Pattern.compile(rule.pattern()), rule.action()))
                .toList();
        adjusted = !settings.actions().isEmpty();
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new HashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    KeyNames.Verdict key(String name) {
        if (!secretKeys.isEmpty() || !plainKeys.isEmpty()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (secretKeys.contains(lower)) {
                return KeyNames.Verdict.SECRET;
            }
            if (plainKeys.contains(lower)) {
                return KeyNames.Verdict.PLAIN;
            }
        }
        return KeyNames.of(name);
    }

    KeyNames.Verdict verdict(KeyNames.Key key) {
        return secretKeys.isEmpty() && plainKeys.isEmpty() ? key.verdict() : key(key.text());
    }

    boolean off(MaskRule rule) {
        return adjusted && actions[rule.ordinal()] == MaskAction.OFF;
    }

    /** What stands for a value that the rule takes out. */
    String shown(MaskRule rule, String value, String mask) {
        MaskAction action = actions[rule.ordinal()];
        return adjusted && action != null ? shown(action, value, mask) : mask;
    }

    /** Whether {@link #shown} may answer anything but the mask. */
    boolean adjusted() {
        return adjusted;
    }

    private String shown(MaskAction action, String value, String mask) {
        return switch (action) {
            case HASH -> "h:" + hash(value);
            case LAST4 -> last4(value);
            case OFF -> value;
            case MASK -> mask;
        };
    }

    private static String last4(String value) {
        StringBuilder compact = new StringBuilder();
        value.codePoints().filter(Character::isLetterOrDigit).forEach(compact::appendCodePoint);
        return compact.length() < 8 ? MaskedText.MASK : MaskedText.MASK + compact.substring(compact.length() - 4);
    }

    /** By HMAC-SHA-256: without the key nobody can try values. */
    private String hash(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Whether the user has patterns of his own. */
    boolean customs() {
        return !customs.isEmpty();
    }

    /**
     * Takes out what the user's patterns find.
     *
     * @throws StepBudget.Exhausted if a pattern needs more steps than the text's length allows
     */
    String customs(String text, MaskTally tally) {
        String masked = text;
        for (Custom custom : customs) {
            Matcher found = custom.pattern().matcher(new StepBudget(masked));
            if (!found.find()) {
                continue;
            }
            StringBuilder out = new StringBuilder();
            int copied = 0;
            do {
                if (found.end() > found.start()) {
                    String value = masked.substring(found.start(), found.end());
                    out.append(masked, copied, found.start()).append(shown(custom.action(), value, MaskedText.MASK));
                    copied = found.end();
                    tally.count(custom.id(), found.start(), found.end());
                }
            } while (found.find());
            masked = out.append(masked, copied, masked.length()).toString();
        }
        return masked;
    }
}
