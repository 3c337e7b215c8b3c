package io.sillok.tailer;

import java.util.List;

/**
 * How far a tailer is: a snapshot, at most a fraction of a second old.
 *
 * @param bytesRead since the start, as the two after it
 * @param caughtUp whether every file that the globs name was read to its end and acknowledged
 * @param discovered whether the globs were looked at once
 * @param draining files that are closed or truncated and have bytes that are not acknowledged
 */
public record TailerProgress(
        List<FileProgress> files,
        long bytesRead,
        long bytesShipped,
        long bytesAcknowledged,
        boolean caughtUp,
        boolean discovered,
        int draining,
        ShippingFigures shipping,
        CheckpointFigures checkpoint) {

    static final TailerProgress NONE =
            new TailerProgress(List.of(), 0, 0, 0, false, false, 0, ShippingFigures.NONE, CheckpointFigures.NONE);

    public TailerProgress {
        files = List.copyOf(files);
    }
}
