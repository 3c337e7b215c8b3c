package io.sillok.tailer;

/** Whether files are expected to grow. */
public enum Reading {
    /** Files grow; a half-written last line waits for its end. */
    FOLLOW,
    /** Files are whole: what stands at their end is the last record, so that all bytes are shipped. */
    ONCE
}
