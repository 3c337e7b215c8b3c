package io.sillok.tailer;

/** What a file beside a log turns out to be, judged by what it holds. */
sealed interface Origin {

    /** It is a known file, its copy or its packed form, and holds bytes of it that were not read. */
    record RestOf(FileCheckpoint known) implements Origin {}

    /** So far it holds nothing but bytes of a log that is open; to be judged again when that one is not. */
    record CopyOfOpen() implements Origin {}

    /** All that it holds was read. */
    record Settled() implements Origin {}

    /** No file that is known. */
    record New() implements Origin {}

    /** A packed file that is not whole. */
    record Damaged(String reason) implements Origin {}
}
