package io.sillok.model.framing;

import java.time.Duration;
import java.time.Instant;

/**
 * Cuts one file's bytes into records as they come. Where it cuts depends on the bytes alone, never on how they were
 * chunked; only {@link #quietCut} looks at the time, and marks what it cut as open.
 *
 * <p>It keeps offsets and at most the first {@value LineRule#VISIBLE_BYTES} bytes of a line; who feeds it keeps the bytes
 * from {@link #pendingFrom()} on. Not thread-safe.
 */
public final class Framer {

    private static final long NONE = -1;

    private final LineRule rule;
    private final boolean byLine;
    private final FramingBounds bounds;

    /** Of the next byte to come. */
    private long offset;

    /** Of the record that the next line continues unless it begins one itself; {@link #NONE} if there is no such record. */
    private long recordStart;

    /** Of the first byte that no frame covers yet. */
    private long pieceStart;

    private long lineStart;
    private int lines;
    private boolean judged;
    private boolean led;
    private Instant lastByte = Instant.MIN;
    private Instant pieceSince = Instant.MIN;

    private final byte[] head = new byte[LineRule.VISIBLE_BYTES];
    private int headLength;

    Framer(LineRule rule, boolean byLine, FramingBounds bounds, ResumePoint at) {
        this.rule = rule;
        this.byLine = byLine;
        this.bounds = bounds;
        this.offset = at.offset();
        this.pieceStart = at.offset();
        this.lineStart = at.offset();
        this.recordStart = at.openStart().orElse(NONE);
        this.judged = at.withinLine() && at.openStart().isPresent();
    }

    /** The first byte that no frame covers yet: the bytes from here on may be asked for again. */
    public long pendingFrom() {
        return pieceStart;
    }

    /** The offset behind the last byte that came. */
    public long offset() {
        return offset;
    }

    public boolean pending() {
        return pieceStart < offset;
    }

    /** Whether lines wait that are whole; else at most a half-written one does. */
    public boolean holdsCompleteLines() {
        return pieceStart < lineStart;
    }

    /** Takes the next bytes of the file and hands out the frames that they complete. */
    public void accept(byte[] buffer, int from, int to, Instant now, FrameSink sink) {
        if (from == to) {
            return;
        }
        if (!pending()) {
            pieceSince = now;
        }
        lastByte = now;
        int position = from;
        while (position < to) {
            int newline = NewlineSearch.indexOf(buffer, position, to);
            int end = newline < 0 ? to : newline + 1;
            if (!judged) {
                judge(buffer, position, newline < 0 ? to : newline, newline >= 0, sink);
            }
            offset += end - position;
            position = end;
            if (judged) {
                cutLong(sink);
            }
            if (newline >= 0) {
                endLine(sink);
            }
        }
    }

    /**
     * Cuts off the complete lines at hand, as an open piece, if no byte came for the quiet time or if they wait for too
     * long. A half-written line is not touched.
     */
    public void quietCut(Instant now, FrameSink sink) {
        if (!holdsCompleteLines()) {
            return;
        }
        boolean quiet = !led && passed(lastByte, now, bounds.quiet());
        if (quiet || passed(pieceSince, now, bounds.longest())) {
            emit(lineStart, true, sink);
        }
    }

    /** Cuts off all that is left: nobody writes to the file any more. A last line without a line end is a line. */
    public void finish(FrameSink sink) {
        if (!judged && headLength > 0) {
            place(rule.role(head, 0, headLength), sink);
            cutLong(sink);
        }
        if (pending()) {
            emit(offset, false, sink);
        }
        recordStart = NONE;
        headLength = 0;
        judged = false;
        led = false;
        lineStart = offset;
    }

    private static boolean passed(Instant since, Instant now, Duration time) {
        return !now.isBefore(since.plus(time));
    }

    /** Judges the line if it is whole or long enough, else keeps what came of it. */
    private void judge(byte[] buffer, int from, int to, boolean whole, FrameSink sink) {
        if (headLength == 0 && (whole || to - from >= head.length)) {
            place(rule.role(buffer, from, Math.min(to, from + head.length)), sink);
            return;
        }
        int more = Math.min(to - from, head.length - headLength);
        System.arraycopy(buffer, from, head, headLength, more);
        headLength += more;
        if (whole || headLength == head.length) {
            place(rule.role(head, 0, headLength), sink);
        }
    }

    private void place(LineRole role, FrameSink sink) {
        boolean starts =
                switch (role) {
                    case STARTS, LEADS -> true;
                    case FOLLOWS -> !led;
                    case CONTINUES -> lines >= bounds.recordLines();
                };
        if (starts || recordStart == NONE) {
            if (pieceStart < lineStart) {
                emit(lineStart, false, sink);
            }
            recordStart = lineStart;
            lines = 0;
        }
        led = role == LineRole.LEADS;
        judged = true;
    }

    /** Bytes of a judged line belong to the record for certain, so a piece that is full can go. */
    private void cutLong(FrameSink sink) {
        while (offset - pieceStart > bounds.pieceBytes()) {
            emit(pieceStart + bounds.pieceBytes(), true, sink);
        }
    }

    private void endLine(FrameSink sink) {
        lines++;
        lineStart = offset;
        judged = false;
        headLength = 0;
        if (byLine) {
            emit(offset, false, sink);
            recordStart = NONE;
        }
    }

    private void emit(long end, boolean open, FrameSink sink) {
        sink.frame(pieceStart, (int) (end - pieceStart), recordStart, open);
        pieceStart = end;
        pieceSince = lastByte;
    }
}
