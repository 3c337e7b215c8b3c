package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through masked text for what may be a secret that no rule knows. It finds too much rather than too little. */
public final class MaskAudit {

    /**
     * What looks suspicious.
     *
     * @param why {@code high entropy}, {@code digits of a card} or {@code e-mail}
     * @param start in characters
     * @param length in characters
     * @param hint its first characters, never the whole
     * @param hash the same for the same text
     */
    public record Remain(String why, int start, int length, String hint, int hash) {}

    /** In bits a character: words and names stay below it, random letters and digits above. */
    private static final double ENTROPY = 3.5;

    private static final int SHOWN = 3;

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+_=-]{16,512}");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64})+");
    private static final Pattern DIGITS = Pattern.compile("(?<![\\w.])\\d(?:[ -]?\\d){12,18}(?![\\w.])");

    /** Ids of traces, spans and requests, and names in small letters or in capitals. */
    private static final Pattern HARMLESS =
            Pattern.compile("[0-9a-fA-F]{16}|[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
                    + "|\\d{2}-[0-9a-f]{32}-[0-9a-f]{16}-\\d{2}|[a-z_=+-]+\\d{0,4}|[A-Z_=-]+\\d{0,4}|[\\d_=-]+");

    private MaskAudit() {}

    /** Of one masked record, in no order that means anything. */
    public static List<Remain> remains(String masked) {
        List<Remain> remains = new ArrayList<>();
        Matcher run = RUN.matcher(masked);
        while (run.find()) {
            String word = run.group();
            boolean random = Chars.mixed(word, 0, word.length())
                    && !HARMLESS.matcher(word).matches()
                    && changes(word) >= 4
                    && entropy(word) >= ENTROPY;
            if (random) {
                remains.add(remain("high entropy", masked, run));
            }
        }
        Matcher digits = DIGITS.matcher(masked);
        while (digits.find()) {
            if (PaymentNumber.card(Text.of(masked), digits.start(), digits.end()) == digits.end()) {
                remains.add(remain("digits of a card", masked, digits));
            }
        }
        Matcher email = EMAIL.matcher(masked);
        while (email.find()) {
            remains.add(remain("e-mail", masked, email));
        }
        return remains;
    }

    private static Remain remain(String why, String text, Matcher found) {
        int length = found.end() - found.start();
        String hint = text.substring(found.start(), found.start() + Math.min(SHOWN, length / 4));
        return new Remain(why, found.start(), length, hint, found.group().hashCode());
    }

    /** How often letters and digits take turns: seldom in names, often in what a machine made. */
    private static int changes(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++) {
            changes += Chars.digit(word.charAt(i)) != Chars.digit(word.charAt(i - 1)) ? 1 : 0;
        }
        return changes;
    }

    private static double entropy(String word) {
        int[] counts = new int[128];
        word.chars().forEach(c -> counts[c]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = count / (double) word.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
