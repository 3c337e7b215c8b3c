package io.sillok.parsers.steps;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Code that costs the square of a text's length, each kind in another way. */
public final class SquareLoops implements BiFunction<String, byte[], Long> {

    private static final Pattern TO_THE_END = Pattern.compile("(?:.*;)?");

    @Override
    public Long apply(String kind, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Steps.reset();
        int found = 0;
        for (int i = 0; i < text.length(); i++) {
            found += switch (kind) {
                case "loops" -> zeros(text, i);
                case "searches" -> text.indexOf("; ", i);
                case "copies" -> text.substring(i).length();
                default -> TO_THE_END.matcher(text).region(i, text.length()).lookingAt() ? 1 : 0;
            };
        }
        return found == Integer.MIN_VALUE ? 0 : Steps.count();
    }

    private static int zeros(String text, int from) {
        int zeros = 0;
        for (int i = from; i < text.length(); i++) {
            zeros += text.charAt(i) == 0 ? 1 : 0;
        }
        return zeros;
    }
}
