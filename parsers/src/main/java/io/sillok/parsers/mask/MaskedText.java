package io.sillok.parsers.mask;

import java.util.Map;

/**
 * A text without its secrets, and how many values each rule took out.
 *
 * @param text the very same instance as the input when nothing was masked
 */
public record MaskedText(String text, Map<MaskRule, Integer> counts) {

    /** What stands where a value stood, outside of SQL. */
    static final String MASK = "***";

    /** What stands for a whole field that could not be judged. */
    static final String WHOLE = "*** (masked whole)";

    public MaskedText {
        counts = Map.copyOf(counts);
    }
}
