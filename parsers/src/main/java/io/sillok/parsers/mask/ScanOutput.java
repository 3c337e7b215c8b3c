package io.sillok.parsers.mask;

/** What a pass over a text writes: copies of what may stay, and what stands for the rest. Not thread-safe. */
final class ScanOutput {

    private final Text s;
    private final TextBuffer out;
    private final MaskTally tally;
    private final int begun;

    /** For what is written of one part of the text, before it is known whether that differs. */
    private final TextBuffer part = new TextBuffer(256);

    private boolean changed;
    private int copied;

    /** The value of a driver's message that comes next; null if none does. */
    private DriverMessages.Span next;

    ScanOutput(Text s, TextBuffer out, MaskTally tally) {
        this.s = s;
        this.out = out;
        this.tally = tally;
        this.begun = out.length();
    }

    /** Where in the buffer it begins. */
    int begun() {
        return begun;
    }

    /** Up to where the text is copied or replaced; what stands before cannot be replaced any more. */
    int copied() {
        return copied;
    }

    boolean changed() {
        return changed;
    }

    void next(DriverMessages.Span value) {
        next = value;
    }

    /** Copies the rest, unless all may stay; false then, and nothing was written. */
    boolean end() {
        if (changed) {
            out.append(s, copied, s.length());
        }
        return changed;
    }

    /** False if the same stands there already, which counts as nothing. */
    boolean replace(int from, int end, String shown, MaskRule rule) {
        if (end - from == shown.length() && s.startsWith(shown, from)) {
            return false;
        }
        copy(from);
        out.append(shown);
        replaced(end);
        tally.count(rule, from, end);
        return true;
    }

    /** Puts in what another masker made of {@code [from, end)} and counted itself. */
    void put(int from, int end, String masked) {
        if (masked.length() != end - from || !s.startsWith(masked, from)) {
            copy(from);
            out.append(masked);
            replaced(end);
        }
    }

    /** Where to write what stands for a part of the text; {@link #written} must follow. */
    TextBuffer write() {
        part.truncate(0);
        return part;
    }

    /** What was written stands for {@code [from, end)}; if it is equal, that counts as nothing. */
    void written(int from, int end) {
        if (!part.part(0, part.length()).sameAs(s, from, end)) {
            copy(from);
            out.append(part);
            replaced(end);
        }
    }

    private void replaced(int end) {
        changed = true;
        copied = end;
    }

    /** Up to {@code end}. A rule may go on beyond where a driver's value begins; what it passes over of that is not shown. */
    private void copy(int end) {
        boolean within = next != null && copied <= next.start() && next.start() < end;
        out.append(s, copied, within ? next.start() : end);
        if (within) {
            out.append("?");
            tally.count(next.rule(), next.start(), end);
        }
    }
}
