package io.sillok.local.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that were planted in a shop, in the forms in which they stand in logs. */
public final class Secrets {

    private static final int STUMP = 15;
    private static final int KEY = 4;

    /** By their first characters. */
    private final Map<Long, List<String>> forms = new HashMap<>();

    private Secrets() {}

    public static Secrets of(Path list) {
        Secrets secrets = new Secrets();
        try {
            for (String line : Files.readAllLines(list)) {
                String secret = line.substring(line.indexOf('\t') + 1);
                secrets.add(secret);
                secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                secrets.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
                secrets.add(secret.substring(0, Math.min(STUMP, secret.length())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets;
    }

    private void add(String form) {
        if (form.length() < KEY) {
            throw new IllegalArgumentException("a secret of " + form.length() + " characters is in any text");
        }
        forms.computeIfAbsent(key(form, 0), key -> new ArrayList<>()).add(form);
    }

    private static long key(String text, int at) {
        return (long) text.charAt(at) << 48
                | (long) text.charAt(at + 1) << 32
                | (long) text.charAt(at + 2) << 16
                | text.charAt(at + 3);
    }

    /** Those that stand in a text, each with what stands before it. */
    public List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i + KEY <= text.length(); i++) {
            for (String form : forms.getOrDefault(key(text, i), List.of())) {
                if (text.startsWith(form, i)) {
                    found.add(text.substring(Math.max(0, i - 40), i + form.length()));
                }
            }
        }
        return found;
    }
}
