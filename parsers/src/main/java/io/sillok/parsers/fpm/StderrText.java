package io.sillok.parsers.fpm;

import io.sillok.model.SliceSource;
import io.sillok.parsers.inner.InnerText;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.StateBytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What one child wrote, put together from the lines that FPM made of it. Text is kept a character for each byte: FPM cuts
 * long lines anywhere, also inside a character.
 */
final class StderrText {

    private static final int MAX_LENGTH = 256 * 1024;

    /** Lines that close what came before look at all of it, so their number is bounded. */
    private static final int MAX_CHECKS = 64;

    /** Lines of a stack trace, or the end of a record, whose beginning was not seen. */
    private static final Pattern FRAGMENT = Pattern.compile(
            "#\\d{1,4} .*|\\[stacktrace]|\\[previous exception] .*|Stack trace:|  thrown in .*|Next .*|\"}.*|\\s*");

    private final LogRecord first;
    private final String time;
    private final String level;
    private final StringBuilder text;
    private final InnerText kind;
    private long length;
    private long lastOffset;
    private boolean cut;
    private int checks;

    /** @param first the line that the text begins in: the event stands at its offset */
    StderrText(LogRecord first, String time, String level, String said, boolean cut) {
        this.first = first;
        this.time = time;
        this.level = level;
        this.text = new StringBuilder(said);
        this.kind = InnerText.of(decoded(said));
        this.length = said.length();
        this.lastOffset = first.offset();
        this.cut = cut;
    }

    /** Whether a line can belong to this text. */
    boolean goesOnWith(String said) {
        boolean plain = kind == InnerText.PLAIN;
        boolean fits = cut || (!complete() && (!plain || FRAGMENT.matcher(said).matches()));
        return fits && !InnerText.starts(decoded(said));
    }

    void append(String said, boolean saidIsCut, long offset) {
        String joined = cut ? said : '\n' + said;
        text.append(joined, 0, Math.min(joined.length(), MAX_LENGTH - text.length()));
        length += joined.length();
        lastOffset = offset;
        cut = saidIsCut;
    }

    /** Whether nothing can follow, as far as the text itself tells. */
    boolean complete() {
        if (cut) {
            return false;
        }
        if (kind == InnerText.PLAIN) {
            int line = text.lastIndexOf("\n") + 1;
            return !FRAGMENT.matcher(text.substring(line)).matches();
        }
        char last = text.length() == 0 ? 0 : text.charAt(text.length() - 1);
        boolean mayClose = kind == InnerText.PHP || last == ' ' || last == '}' || last == ']';
        return mayClose && checks++ < MAX_CHECKS && kind.complete(text());
    }

    String text() {
        return decoded(text.toString());
    }

    private static String decoded(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    String time() {
        return time;
    }

    String level() {
        return level;
    }

    long lastOffset() {
        return lastOffset;
    }

    /** The record to make the event of; its text is the line, not this one. */
    LogRecord record() {
        return first.truncatedTo(length > text.length() ? length : first.truncatedFrom());
    }

    void write(DataOutput out) throws IOException {
        first.write(out);
        out.writeUTF(time);
        out.writeUTF(level);
        StateBytes.write(text.toString().getBytes(StandardCharsets.ISO_8859_1), out);
        out.writeLong(length);
        out.writeLong(lastOffset);
        out.writeBoolean(cut);
        out.writeInt(checks);
    }

    static StderrText read(SliceSource source, DataInput in) throws IOException {
        LogRecord first = LogRecord.read(source, in);
        String time = in.readUTF();
        String level = in.readUTF();
        String text = new String(StateBytes.read(in), StandardCharsets.ISO_8859_1);
        StderrText read = new StderrText(first, time, level, text, false);
        read.length = in.readLong();
        read.lastOffset = in.readLong();
        read.cut = in.readBoolean();
        read.checks = in.readInt();
        return read;
    }
}
