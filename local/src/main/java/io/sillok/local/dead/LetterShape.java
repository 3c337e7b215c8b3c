package io.sillok.local.dead;

import java.util.regex.Pattern;

/** What previews of one kind have in common: their words, without values. */
final class LetterShape {

    private static final int LONGEST = 96;
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]{0,1000}\"|'[^']{0,1000}'");
    private static final Pattern VALUE = Pattern.compile("[^\\s\\[\\](){},;:=\"']*\\d[^\\s\\[\\](){},;=\"']*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private LetterShape() {}

    static String of(String preview) {
        String line = SPACE.matcher(preview).replaceAll(" ").strip();
        String shape = VALUE.matcher(QUOTED.matcher(line).replaceAll("\"…\"")).replaceAll("#");
        return shape.length() <= LONGEST ? shape : shape.substring(0, LONGEST) + "…";
    }
}
