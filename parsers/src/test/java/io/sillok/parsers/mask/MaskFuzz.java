package io.sillok.parsers.mask;

import io.sillok.model.EventJson;
import io.sillok.model.FileId;
import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a coverage-guided fuzzer calls: the first byte of its input says what the others are. Any input may come; what is
 * thrown is a finding.
 */
public final class MaskFuzz {

    private static final LineMasker LINES = new LineMasker();
    private static final EventFieldMasker EVENTS = new EventFieldMasker();

    static final List<String> PARSERS = List.of(
            "laravel.line",
            "laravel.json",
            "nginx.error",
            "nginx.access",
            "php_fpm.error",
            "php_fpm.slow",
            "php.error",
            "mariadb.slow",
            "unknown");

    /** Digits in hex that a secret of digits may spell too. */
    private static final Pattern FILE_ID = Pattern.compile("\"log\\.file\\.id\":\"\\p{XDigit}+\"");

    private static final int LONG = 10;

    /** What is nested deeper is masked whole, and counted. */
    private static final int DEEPEST = 128;

    private MaskFuzz() {}

    /** The fuzzer finds it by this name. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        switch (input[0] & 3) {
            case 0 -> anyText(input);
            case 1 -> anyValue(input);
            case 2 -> hostileLine(input);
            default -> hostileEvents(input);
        }
    }

    /** Nothing is known of it, so nothing must happen. */
    private static void anyText(byte[] input) {
        String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        masked(text);
        events(text, PARSERS.get(text.length() % PARSERS.size()));
    }

    /** A text with a canary in its middle, where values stand. */
    private static void anyValue(byte[] input) {
        if (input.length < 4) {
            return;
        }
        FuzzInput choices = new FuzzInput(new byte[] {input[1], input[2]}, 0);
        HostileValues values = new HostileValues(choices);
        int middle = 3 + Byte.toUnsignedInt(input[2]) % (input.length - 3);
        String value = new String(input, 3, middle - 3, StandardCharsets.UTF_8)
                + values.canary()
                + new String(input, middle, input.length - middle, StandardCharsets.UTF_8);
        String text = ValuePlace.values()[Byte.toUnsignedInt(input[1]) % ValuePlace.values().length].with(value);
        judge(new HostileCase("value", text, values.canaries(), List.of()));
    }

    private static void hostileLine(byte[] input) {
        judge(new HostileCases(new FuzzInput(input, 1)).nextMaybeCut());
    }

    /** Through the parsers, as the job does it. */
    private static void hostileEvents(byte[] input) {
        FuzzInput choices = new FuzzInput(input, 1);
        String parser = PARSERS.get(choices.nextInt(PARSERS.size()));
        HostileCase hostile = new HostileCases(choices).next();
        judge(hostile, parser);
    }

    /** @throws AssertionError if a secret of the case is left in an event of that parser */
    static void judge(HostileCase hostile, String parser) {
        if (!hostile.family().contains("!")) {
            for (String event : events(hostile.text(), parser)) {
                refuse(hostile, FILE_ID.matcher(event).replaceFirst(""), "an event of " + parser);
            }
        }
    }

    private static void judge(HostileCase hostile) {
        refuse(hostile, masked(hostile.text()), "the line");
    }

    private static void refuse(HostileCase hostile, String masked, String what) {
        Leaks.find(hostile, masked).filter(piece -> isSecret(hostile, piece)).ifPresent(piece -> {
            throw new AssertionError(
                    hostile.family() + ": " + piece + " is left in " + what + "\n" + hostile.text() + "\n" + masked);
        });
    }

    /** A fuzzer makes secrets that nobody would. */
    private static boolean isSecret(HostileCase hostile, String piece) {
        boolean token = hostile.family().endsWith("!");
        boolean dull = hostile.secrets().stream()
                .filter(secret -> secret.contains(piece))
                .anyMatch(secret -> isMonotonous(secret) || (token && isOfOneCase(secret)));
        return !dull && !isMonotonous(piece);
    }

    /** Nobody hands out a token of a few characters over and over, and no rule could tell it from a line under a headline. */
    private static boolean isMonotonous(String piece) {
        Set<String> pairs = new HashSet<>();
        for (int i = 2; i <= piece.length(); i++) {
            pairs.add(piece.substring(i - 2, i));
        }
        return piece.length() >= LONG && 2 * pairs.size() < piece.length();
    }

    /** Tokens of a vendor whose letters are of both cases are told by that. */
    private static boolean isOfOneCase(String secret) {
        return secret.length() == LONG && (secret.equals(secret.toLowerCase()) || secret.equals(secret.toUpperCase()));
    }

    private static String masked(String text) {
        MaskTally tally = new MaskTally();
        String masked = LINES.mask(text, tally);
        boolean deep = text.chars().filter(c -> c == '[' || c == '{').count() > DEEPEST;
        if (tally.counts().containsKey(MaskRule.FAILED_CLOSED) && !deep) {
            throw new AssertionError("failed closed on\n" + text);
        }
        return masked;
    }

    private static List<String> events(String text, String parser) {
        SliceSource source = new SliceSource(FileId.of("fuzz"), "", "", "", "/var/log/app.log", parser, Map.of());
        FileParser reader = new FileParser(source);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<ParsedEvent> events = new ArrayList<>();
        if (bytes.length > 0) {
            events.addAll(reader.accept(RecordBytes.whole(bytes, 0, bytes.length, 0)));
        }
        events.addAll(reader.finish());
        return events.stream()
                .map(event -> EventJson.text(MaskedEvent.of(event.event(), EVENTS)))
                .toList();
    }
}
