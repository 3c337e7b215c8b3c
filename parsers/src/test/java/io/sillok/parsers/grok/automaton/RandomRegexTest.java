package io.sillok.parsers.grok.automaton;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.parsers.grok.regex.NotCompilableException;
import io.sillok.parsers.grok.regex.RegexParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Regular expressions at random, of everything that can be compiled, on lines at random: java.util.regex must find the same
 * match with the same captures. {@code -Dseed=N} begins elsewhere.
 */
class RandomRegexTest {

    private static final int LINES = 30;
    private static final int LINES_TO_LEARN = 160;
    private static final String LETTERS = "aaabb-\" ";

    private Random random;
    private int fields;
    private long matches;
    private long failures;
    private long gaveUp;

    @Test
    void agreesWithTheRegexEngine() {
        compare(3_000);
        assertThat(matches).as("matches").isGreaterThan(10_000);
        assertThat(failures).as("lines proven not to match").isGreaterThan(5_000);
    }

    @Test
    @Tag("long")
    void agreesWithTheRegexEngineMillionsOfTimes() {
        compare(200_000);
    }

    private void compare(int count) {
        long seed = Long.getLong("seed", 1);
        for (int i = 0; i < count; i++) {
            random = new Random(seed + i);
            fields = 0;
            compare(regex(4, true) + oneOf("", "", "", "$"), seed + i);
        }
        System.out.printf(
                "random regexes: %,d matches, %,d proven failures, no difference; java.util.regex gave up %,d times%n",
                matches, failures, gaveUp);
        assertThat(gaveUp).isLessThan((matches + failures) / 100);
    }

    private void compare(String regex, long seed) {
        Pattern pattern;
        Scan scan;
        try {
            pattern = Pattern.compile(regex);
            scan = new Scan(Program.compile(RegexParser.parse(regex)));
        } catch (PatternSyntaxException | NotCompilableException e) {
            return; // neither is claimed to be compiled
        }
        Optional<String> matching = Optional.empty();
        for (int i = 0; i < LINES; i++) {
            String line = line();
            matching = check(regex, pattern, scan, line, seed) ? Optional.of(line) : matching;
        }
        matching.ifPresent(line -> checkAfterLearning(regex, pattern, scan, line, seed));
    }

    /** What most lines hold is passed in leaps: those that hold it, and those that just do not. */
    private void checkAfterLearning(String regex, Pattern pattern, Scan scan, String line, long seed) {
        String usual = line + line() + line();
        List<String> forms = List.of(usual, changed(usual), changed(usual), line + line() + line());
        for (int i = 0; i < LINES_TO_LEARN; i++) {
            String form = random.nextInt(5) < 2 ? usual : forms.get(random.nextInt(forms.size()));
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            scan.match(bytes, 0, bytes.length);
        }
        forms.forEach(form -> check(regex, pattern, scan, form, seed));
        for (int i = 0; i < LINES; i++) {
            String form = forms.get(random.nextInt(forms.size()));
            check(regex, pattern, scan, changed(form), seed);
            check(regex, pattern, scan, wellFormed(form.substring(0, random.nextInt(form.length() + 1))), seed);
        }
    }

    private String changed(String line) {
        int at = random.nextInt(line.length() + 1);
        int end = Math.min(line.length(), at + random.nextInt(3));
        return wellFormed(line.substring(0, at) + line() + line.substring(end));
    }

    /** Half of a pair has no bytes. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** @return whether it matches */
    private boolean check(String regex, Pattern pattern, Scan scan, String line, long seed) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Scan.Verdict verdict = scan.match(bytes, 0, bytes.length);
        String expected;
        try {
            expected = expected(pattern.matcher(new BoundedText(line)));
        } catch (BoundedText.GaveUp slow) {
            gaveUp++;
            return false;
        }
        if (!(verdict instanceof Scan.Verdict.Unknown)) {
            assertThat(found(verdict, scan, bytes))
                    .as("seed %d: /%s/ on <%s>", seed, regex, line)
                    .isEqualTo(expected);
        }
        if (expected.equals("none")) {
            return false;
        }
        assertThat(scan.isRuledOut(bytes, 0, bytes.length))
                .as("seed %d: /%s/ on <%s> is ruled out", seed, regex, line)
                .isFalse();
        return true;
    }

    private String found(Scan.Verdict verdict, Scan scan, byte[] bytes) {
        if (!(verdict instanceof Scan.Verdict.Match)) {
            failures++;
            return "none";
        }
        matches++;
        StringBuilder found = new StringBuilder(text(bytes, 0, scan.start()) + "|" + text(bytes, 0, scan.end()));
        int[] groups = new int[2 * fields];
        scan.copyGroups(groups);
        for (int field = 0; field < fields; field++) {
            String text = groups[2 * field] < 0 ? null : text(bytes, groups[2 * field], groups[2 * field + 1]);
            found.append('|').append(text);
        }
        return found.toString();
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private String expected(Matcher matcher) {
        if (!matcher.find()) {
            return "none";
        }
        String text = matcher.toMatchResult().group();
        StringBuilder expected = new StringBuilder();
        StringBuilder before = new StringBuilder();
        matcher.reset();
        matcher.find();
        matcher.appendReplacement(before, "");
        expected.append(before).append('|').append(before).append(text);
        for (int field = 0; field < fields; field++) {
            expected.append('|').append(matcher.group("name" + field));
        }
        return expected.toString();
    }

    /** @param once whether a field may be in it */
    private String regex(int depth, boolean once) {
        return switch (random.nextInt(depth <= 0 ? 3 : 14)) {
            case 0, 1 -> oneOf("a", "b", "-", "\"", " ");
            case 2 -> oneOf("[ab]", "[^a]", "\\w", "\\S", ".", "[a-]", "\\d", "(?i:A)", "[^\\w\"]");
            case 3, 4, 5 -> {
                StringBuilder sequence = new StringBuilder();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    sequence.append(regex(depth - 1, once));
                }
                yield sequence.toString();
            }
            case 6, 7 -> {
                StringBuilder choice = new StringBuilder("(?:").append(regex(depth - 1, once));
                for (int i = random.nextInt(2); i >= 0; i--) {
                    choice.append('|').append(regex(depth - 1, once));
                }
                yield choice.append(')').toString();
            }
            case 8, 9 -> {
                String count = oneOf("*", "+", "?", "{1,2}", "{2}", "{0,3}", "{2,}");
                String kind = oneOf("", "", "", "", "", "?", "?", "+");
                yield "(?:" + regex(depth - 1, once && count.equals("?") && !kind.equals("+")) + ")" + count + kind;
            }
            case 10 -> once ? "(?<name" + fields++ + ">" + regex(depth - 1, true) + ")" : regex(depth - 1, false);
            case 11 -> "(?>" + regex(depth - 1, false) + ")";
            case 12 -> oneOf("\\b", "^", "$", "\\B", "\\z", "$");
            default -> oneOf("(?<![ab])", "(?<!\")", "(?<=a)", "(?![a])", "(?=[ab])", "(?!ab)");
        };
    }

    private String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            line.append(
                    switch (random.nextInt(80)) {
                        case 0 -> "é";
                        case 1 -> "\ud83d\uded2";
                        case 2 -> "\n";
                        case 3 -> "1";
                        case 4 -> "\u2028";
                        default -> LETTERS.charAt(random.nextInt(LETTERS.length()));
                    });
        }
        return line + oneOf("", "", "", "\n", "\r\n", "\r", "\n\n", "\u0085");
    }
}
