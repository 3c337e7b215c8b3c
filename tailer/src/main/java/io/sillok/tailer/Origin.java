package io.sillok.tailer;

import java.util.Optional;

/** What a file beside a log turns out to be, judged by what it holds. */
sealed interface Origin {

    /** It is a known file, its copy or its packed form, and holds bytes of it that were not read. */
    record RestOf(FileCheckpoint known) implements Origin {}

    /**
     * So far it holds nothing but bytes of a log that stands there itself; to be judged again when that one does not.
     *
     * @param stream that reads or read the log, if one does
     */
    record CopyOfOpen(Optional<FileStream> stream) implements Origin {}

    /** All that it holds was read. */
    record Settled() implements Origin {}

    /** No file that is known. */
    record New() implements Origin {}

    /** A packed file that is not whole. */
    record Damaged(String reason) implements Origin {}
}
