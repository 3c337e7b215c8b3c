package io.sillok.tailer;

import java.util.List;

/**
 * How far a tailer is: a snapshot, at most a fraction of a second old.
 *
 * @param bytesRead since the start, as the two after it
 * @param caughtUp whether every file that the globs name was read to its end and acknowledged
 */
public record TailerProgress(
        List<FileProgress> files, long bytesRead, long bytesShipped, long bytesAcknowledged, boolean caughtUp) {

    static final TailerProgress NONE = new TailerProgress(List.of(), 0, 0, 0, false);

    public TailerProgress {
        files = List.copyOf(files);
    }
}
