package io.sillok.model.framing;

import io.sillok.model.FileSlice;
import java.time.Duration;

/**
 * What keeps framing bounded.
 *
 * @param pieceBytes a record beyond this goes as a chain of pieces of this size
 * @param recordLines a record ends after so many lines, whatever the rule says, and the next line begins another
 * @param quiet after this time without a new byte the complete lines at hand are cut off as an open piece
 * @param longest after this time they are cut off even if bytes keep coming
 */
public record FramingBounds(int pieceBytes, int recordLines, Duration quiet, Duration longest) {

    public static final FramingBounds STANDARD =
            new FramingBounds(FileSlice.MAX_BYTES, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(10));

    public FramingBounds {
        if (pieceBytes < 1 || recordLines < 1 || quiet.isNegative() || longest.isNegative()) {
            throw new IllegalArgumentException("bounds must be positive");
        }
    }

    public FramingBounds withQuiet(Duration time) {
        return new FramingBounds(pieceBytes, recordLines, time, longest);
    }
}
