package io.sillok.model.framing;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Cuts one file's bytes into records as they come. Where it cuts depends on the bytes alone, never on how they were
 * chunked; only {@link #quietCut} looks at the time, and marks what it cut as open.
 *
 * <p>It keeps offsets and at most the first {@value LineRule#VISIBLE_BYTES} bytes of a line; who feeds it keeps the bytes
 * from {@link #pendingFrom()} on. Not thread-safe.
 *
 * <p>NULs before a line are looked through: a writer that keeps its offset over a truncation leaves a hole, which reads as
 * NULs and stands before a line that was whole. The hole is a record of its own.
 */
public final class Framer {

    private static final long NONE = -1;

    /** Fewer NULs than this before a line are its own: in UTF-16 every line has one. */
    private static final int LEAST_HOLE = 2;

    /** So many NULs end a record, whatever follows them. */
    private static final int CERTAIN_HOLE = 256;

    private static final int LINES_AT_ONCE = 1024;

    /** Lines are seldom shorter, so that an array with a place for each such line is seldom filled twice. */
    private static final int SHORT_LINE = 64;

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

    /** NULs at the beginning of the line. */
    private int nuls;

    private ResumePoint resumed;

    /** As they were when the last frame went, if it went open; {@link #NONE} if it was whole. */
    private long openStart;

    private int openLines;
    private boolean openLed;
    private boolean openWithinLine;

    private Instant lastByte = Instant.MIN;
    private Instant pieceSince = Instant.MIN;

    private static final byte[] NO_HEAD = {};

    /** Held only while a line is begun and not judged. */
    private byte[] head = NO_HEAD;

    private int headLength;

    Framer(LineRule rule, boolean byLine, FramingBounds bounds, ResumePoint at) {
        this.rule = rule;
        this.byLine = byLine;
        this.bounds = bounds;
        this.resumed = at;
        begin(at);
    }

    private void begin(ResumePoint at) {
        offset = at.offset();
        pieceStart = at.offset();
        lineStart = at.offset();
        recordStart = at.openStart().orElse(NONE);
        judged = at.withinLine() && at.openStart().isPresent();
        lines = at.lines();
        led = at.led();
        resumed = at;
        nuls = 0;
        forgetHead();
    }

    /** The first byte that no frame covers yet: the bytes from here on may be asked for again. */
    public long pendingFrom() {
        return pieceStart;
    }

    /** Where another framer goes on with the bytes from {@link #pendingFrom()}, also while a frame is handed out. */
    public ResumePoint resumePoint() {
        if (resumed.offset() != pieceStart) {
            resumed = openStart == NONE
                    ? ResumePoint.closedAt(pieceStart)
                    : new ResumePoint(pieceStart, OptionalLong.of(openStart), openWithinLine, openLines, openLed);
        }
        return resumed;
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
            if (byLine && !pending() && sink instanceof LineSink lines) {
                position = acceptLines(buffer, position, to, lines);
                if (position == to) {
                    return;
                }
            }
            if (buffer[position] == 0 && !judged && headLength == 0) {
                position = lookThrough(buffer, position, to, sink);
                continue;
            }
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
     * What the loop of {@link #accept} does with whole lines that are records, many in one step: most bytes that a tailer
     * ships go through here. Leaves all else, and what follows the last line feed, to that loop.
     */
    private int acceptLines(byte[] buffer, int from, int to, LineSink sink) {
        if (recordStart != NONE) {
            return from;
        }
        int position = from;
        int[] lengths = new int[Math.min(LINES_AT_ONCE, (to - from) / SHORT_LINE + 1)];
        int count = NewlineSearch.lineLengths(buffer, position, to, bounds.pieceBytes(), lengths);
        while (count > 0) {
            long start = offset;
            for (int i = 0; i < count; i++) {
                offset += lengths[i];
            }
            position += (int) (offset - start);
            lineStart = offset;
            pieceStart = offset;
            pieceSince = lastByte;
            openStart = NONE;
            lines = 1;
            sink.lines(start, lengths, count);
            count = NewlineSearch.lineLengths(buffer, position, to, bounds.pieceBytes(), lengths);
        }
        return position;
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

    /** Cuts off the complete lines at hand, as an open piece: who keeps the bytes has no room for them any more. */
    public void cut(FrameSink sink) {
        if (holdsCompleteLines()) {
            emit(lineStart, true, sink);
        }
    }

    /** Forgets what no frame covers yet: the bytes from {@link #pendingFrom()} on will come again. */
    public void goBack() {
        begin(resumePoint());
    }

    /** Cuts off all that is left: nobody writes to the file any more. A last line without a line end is a line. */
    public void finish(FrameSink sink) {
        if (!judged && headLength + nuls > 0) {
            place(role(head, 0, headLength), sink);
            cutLong(sink);
        }
        if (pending()) {
            emit(offset, false, sink);
        }
        recordStart = NONE;
        forgetHead();
        nuls = 0;
        judged = false;
        led = false;
        lineStart = offset;
    }

    private static boolean passed(Instant since, Instant now, Duration time) {
        return !now.isBefore(since.plus(time));
    }

    /** Judges the line if it is whole or long enough, else keeps what came of it. */
    private void judge(byte[] buffer, int from, int to, boolean whole, FrameSink sink) {
        if (headLength == 0 && (whole || to - from >= LineRule.VISIBLE_BYTES)) {
            place(role(buffer, from, Math.min(to, from + LineRule.VISIBLE_BYTES)), sink);
            return;
        }
        if (headLength == 0) {
            head = new byte[LineRule.VISIBLE_BYTES];
        }
        int more = Math.min(to - from, head.length - headLength);
        System.arraycopy(buffer, from, head, headLength, more);
        headLength += more;
        if (whole || headLength == head.length) {
            place(role(head, 0, headLength), sink);
        }
    }

    /** A byte order mark before a line, and the first half of its line end, are none of the rule's business. */
    private LineRole role(byte[] buffer, int from, int to) {
        boolean marked = to - from >= 3
                && buffer[from] == (byte) 0xef
                && buffer[from + 1] == (byte) 0xbb
                && buffer[from + 2] == (byte) 0xbf;
        boolean returned = to > from && to - from < LineRule.VISIBLE_BYTES && buffer[to - 1] == '\r';
        return rule.role(buffer, marked ? from + 3 : from, returned ? to - 1 : to);
    }

    /** Counts the NULs before a line; more than fit into a piece go at once. The index of the first other byte. */
    private int lookThrough(byte[] buffer, int from, int to, FrameSink sink) {
        int position = from;
        while (position < to && buffer[position] == 0) {
            position++;
        }
        nuls += position - from;
        offset += position - from;
        // What stays is long enough to be known as a hole again, also by a framer that is resumed here.
        int piece = Math.max(1, bounds.pieceBytes() - CERTAIN_HOLE);
        while (nuls > bounds.pieceBytes()) {
            emitHole(piece, sink);
        }
        return position;
    }

    private void emitHole(int length, FrameSink sink) {
        if (pieceStart < lineStart) {
            emit(lineStart, false, sink);
        }
        recordStart = lineStart;
        lineStart += length;
        nuls -= length;
        emit(lineStart, false, sink);
        recordStart = NONE;
        lines = 0;
        led = false;
    }

    private void place(LineRole role, FrameSink sink) {
        boolean hole = nuls >= LEAST_HOLE && role != LineRole.CONTINUES;
        if (hole || nuls >= CERTAIN_HOLE) {
            emitHole(nuls, sink);
        }
        nuls = 0;
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
        forgetHead();
        if (byLine) {
            emit(offset, false, sink);
            recordStart = NONE;
        }
    }

    private void forgetHead() {
        headLength = 0;
        head = NO_HEAD;
    }

    private void emit(long end, boolean open, FrameSink sink) {
        long from = pieceStart;
        pieceStart = end;
        pieceSince = lastByte;
        openStart = open ? recordStart : NONE;
        openLines = lines;
        openLed = led;
        openWithinLine = judged;
        sink.frame(from, (int) (end - from), recordStart, open);
    }
}
