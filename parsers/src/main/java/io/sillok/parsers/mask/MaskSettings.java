package io.sillok.parsers.mask;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.ConfigSection;
import io.sillok.model.config.Secret;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a user changes about the rules; without anything said, all rules mask.
 *
 * @param actions by rule; absent ones {@link MaskAction#MASK}
 * @param key of the keyed hash; empty if none is used
 * @param secretKeys names of keys whose values are secrets, beside the known ones
 * @param plainKeys names of keys whose values are none, whatever their words say
 */
public record MaskSettings(
        Map<MaskRule, MaskAction> actions,
        Secret key,
        Set<String> secretKeys,
        Set<String> plainKeys,
        List<CustomRule> patterns)
        implements Serializable {

    /** A rule of the user's: what the pattern finds goes. */
    public record CustomRule(String id, String pattern, MaskAction action) implements Serializable {}

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
    private static final int LEAST_KEY = 16;

    public MaskSettings {
        actions = Map.copyOf(actions);
        secretKeys = Set.copyOf(secretKeys);
        plainKeys = Set.copyOf(plainKeys);
        patterns = List.copyOf(patterns);
    }

    public static MaskSettings standard() {
        return new MaskSettings(Map.of(), new Secret(""), Set.of(), Set.of(), List.of());
    }

    /** Reads a file that holds what else stands under {@code masking}. */
    public static MaskSettings load(Path file) throws ConfigException {
        ConfigFile config = ConfigFile.load(file);
        MaskSettings settings = from(config.root());
        config.finish();
        return settings;
    }

    /** Reads {@code rules}, {@code key}, {@code secret_keys}, {@code plain_keys} and {@code patterns}; notes every problem. */
    public static MaskSettings from(ConfigSection section) {
        Map<MaskRule, MaskAction> actions = new TreeMap<>();
        section.settings("rules").forEach((id, action) -> {
            Optional<MaskRule> rule = MaskRule.byId(id);
            Optional<MaskAction> form = action(action);
            if (rule.isEmpty()) {
                section.problem("rules", "names " + id + ", which is no rule; see docs/masking.md for all");
            } else if (!rule.get().adjustable()) {
                section.problem("rules", "names " + id + ", which always masks: others rest on it");
            } else if (form.isEmpty()) {
                section.problem("rules", "must say mask, hash, last4 or off for " + id);
            } else {
                actions.put(rule.get(), form.get());
            }
        });
        List<CustomRule> patterns = new ArrayList<>();
        section.sections("patterns").forEach(pattern -> custom(pattern).ifPresent(patterns::add));
        Optional<Secret> key = section.secret("key");
        boolean hashes = actions.containsValue(MaskAction.HASH)
                || patterns.stream().anyMatch(pattern -> pattern.action() == MaskAction.HASH);
        if (hashes && key.isEmpty()) {
            section.problem("key", "is missing: hash needs one, such as ${file:/etc/sillok/mask.key}");
        }
        if (key.isPresent() && key.get().value().strip().length() < LEAST_KEY) {
            section.problem("key", "must have " + LEAST_KEY + " characters or more, else hashes can be guessed");
        }
        return new MaskSettings(
                actions,
                key.map(secret -> new Secret(secret.value().strip())).orElse(new Secret("")),
                new HashSet<>(section.texts("secret_keys", List.of())),
                new HashSet<>(section.texts("plain_keys", List.of())),
                patterns);
    }

    private static Optional<CustomRule> custom(ConfigSection section) {
        String id = section.text("id");
        String pattern = section.text("pattern");
        Optional<MaskAction> action = action(section.text("action", "mask"));
        if (!ID.matcher(id).matches() || MaskRule.byId(id).isPresent()) {
            section.problem("id", "must be of small letters, digits, dots and dashes, and no rule's of ours");
            return Optional.empty();
        }
        if (action.isEmpty() || action.get() == MaskAction.OFF) {
            section.problem("action", "must be mask, hash or last4");
            return Optional.empty();
        }
        try {
            if (Pattern.compile(pattern).matcher("").find()) {
                section.problem("pattern", "must not match the empty text");
                return Optional.empty();
            }
        } catch (PatternSyntaxException e) {
            section.problem("pattern", "is no regular expression: " + e.getDescription());
            return Optional.empty();
        }
        return Optional.of(new CustomRule(id, pattern, action.get()));
    }

    private static Optional<MaskAction> action(String name) {
        for (MaskAction action : MaskAction.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(action);
            }
        }
        // YAML reads a bare off as false.
        return name.equals("false") ? Optional.of(MaskAction.OFF) : Optional.empty();
    }
}
