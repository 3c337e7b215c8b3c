package io.sillok.parsers.mask;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of a database driver that shows a value: fixed text, the value, a terminator.
 *
 * @param cues every text before a value ends with one of them; their last character is a mark
 * @param words the texts before a value, if they are plain
 * @param bounded whether no word may go on before them
 * @param start the same as a pattern, if they are not plain; matches what {@code words} would
 * @param terminators the likeliest first
 */
record DriverTemplate(
        List<String> cues,
        List<String> words,
        boolean bounded,
        Pattern start,
        List<String> terminators,
        MaskRule rule) {

    private static final Pattern NEVER = Pattern.compile("(?!)");

    /** Where the text before a value begins, and where the value does; or nothing. */
    record Start(int at, int value) {

        static final Start NONE = new Start(-1, -1);

        boolean found() {
            return at >= 0;
        }
    }

    /** One whose text before the value is one of several; a bar stands between them, one before them bounds them. */
    static DriverTemplate words(MaskRule rule, String words, String... terminators) {
        boolean bounded = words.startsWith("|");
        List<String> list = List.of((bounded ? words.substring(1) : words).split("\\|"));
        List<String> cues = list.stream().map(DriverTemplate::cue).distinct().toList();
        return new DriverTemplate(cues, list, bounded, NEVER, List.of(terminators), rule);
    }

    /** The last word and its mark. */
    private static String cue(String words) {
        int mark = words.endsWith(": ") ? words.length() - 2 : words.length() - 1;
        return words.substring(words.lastIndexOf(' ', mark - 2) + 1);
    }

    /** One whose text before the value is a pattern. */
    static DriverTemplate pattern(MaskRule rule, String cues, String start, String... terminators) {
        return new DriverTemplate(
                List.of(cues.split("\\|")), List.of(), false, Pattern.compile(start), List.of(terminators), rule);
    }

    /**
     * The first place in {@code [from, to)} where the text before a value stands whole.
     *
     * @param bit by which the marks know the template
     */
    Start find(Text s, TextMarks marks, long bit, int from, int to) {
        if (words.isEmpty()) {
            Matcher matcher = start.matcher(s).region(from, to).useTransparentBounds(true);
            return matcher.find() ? new Start(matcher.start(), matcher.end()) : Start.NONE;
        }
        for (int i = 0; i < marks.hits(); i++) {
            if ((marks.bits(i) & bit) != 0) {
                Start found = at(s, marks.mark(i), from, to);
                if (found.found()) {
                    return found;
                }
            }
        }
        return Start.NONE;
    }

    /** The words that end with the mark, or with the blanks behind it. */
    private Start at(Text s, int mark, int from, int to) {
        for (String word : words) {
            int value = mark + 1 + word.length() - word.stripTrailing().length();
            int at = value - word.length();
            boolean stands = at >= from && value <= to && s.startsWith(word, at);
            if (stands && !(bounded && at > 0 && wordPart(s.charAt(at - 1)))) {
                return new Start(at, value);
            }
        }
        return Start.NONE;
    }

    private static boolean wordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
