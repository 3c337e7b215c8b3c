package io.sillok.benchmarks.tail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A large access log made of a captured one: its lines in random order, with a clock that goes on and clients, ids and
 * sizes that differ, so that it does not compress better than a real log. The same seed makes the same file.
 */
public final class AccessLog {

    private static final long SEED = 27_180;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final Pattern LINE = Pattern.compile("^(\\S+\\.)\\d+( - \\S+ \\[)[^]]+(] .* )(\\d+)( \".*)$");
    private static final Pattern TOKEN = Pattern.compile("(?<==)([0-9a-f]{6,}|\\d{2,})(?=[&\" ])");

    private AccessLog() {}

    /** The file; made if it is not there yet. */
    public static Path of(Path sample, Path folder, long bytes) throws IOException {
        Path file = folder.resolve("access-" + bytes + ".log");
        if (Files.exists(file)) {
            return file;
        }
        List<String> lines = Files.readAllLines(sample);
        Path unfinished = folder.resolve(file.getFileName() + ".unfinished");
        Random random = new Random(SEED);
        OffsetDateTime time = OffsetDateTime.of(2026, 11, 22, 0, 0, 0, 0, ZoneOffset.UTC);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
            long written = 0;
            for (long line = 0; written < bytes; line++) {
                // About forty requests a second.
                String at = TIME.format(time.plusSeconds(line / 40));
                byte[] text = vary(lines.get(random.nextInt(lines.size())), at, random)
                        .getBytes(StandardCharsets.UTF_8);
                out.write(text);
                written += text.length;
            }
        }
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String vary(String line, String time, Random random) {
        String tokens = TOKEN.matcher(line).replaceAll(match -> like(match.group(), random));
        Matcher parts = LINE.matcher(tokens);
        if (!parts.matches()) {
            return tokens + "\n";
        }
        int size = Math.max(1, Integer.parseInt(parts.group(4)) + random.nextInt(1000));
        return parts.group(1) + random.nextInt(256) + parts.group(2) + time + parts.group(3) + size + parts.group(5)
                + "\n";
    }

    /** As long, and of the same alphabet. */
    private static String like(String token, Random random) {
        boolean decimal = token.chars().allMatch(Character::isDigit);
        StringBuilder other = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            other.append(Character.forDigit(random.nextInt(decimal ? 10 : 16), 16));
        }
        return other.toString();
    }
}
