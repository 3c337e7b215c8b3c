package io.sillok.edge;

import io.sillok.edge.Memory.Key;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.ResumePoint;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of a file as the framer cuts them. One that is whole is masked by itself. One that goes on is masked anew from
 * its beginning with each piece, since a value may have been cut in two: what is sent for a piece takes the place of what was
 * sent before. Of a record beyond what is indexed, and of one whose beginning is not known, a piece is masked whole.
 */
final class FramedRecords implements FileMasker {

    /** As much of a record as the job shows. */
    static final int LIMIT = 256 * 1024;

    private final TextOfRecords texts;
    private final Memory memory;
    private final Key key = new Key(this, "record");

    /** The open record, if there is one: where it begins, and up to where it came. */
    private long openStart = -1;

    private long openEnd = -1;

    private final Optional<NamedFields> fields;

    FramedRecords(TextOfRecords texts, Memory memory) {
        this(texts, memory, Optional.empty());
    }

    /** @param fields of lines whose definition names them */
    FramedRecords(TextOfRecords texts, Memory memory, Optional<NamedFields> fields) {
        this.fields = fields;
        this.texts = texts;
        this.memory = memory;
    }

    @Override
    public long remembersFrom(ResumePoint at) {
        long start = at.openStart().orElse(at.offset());
        return at.offset() - start < LIMIT ? start : at.offset();
    }

    @Override
    public void remember(long from, byte[] before, ResumePoint at) {
        hold(from, at.offset(), before);
    }

    @Override
    public MaskedRecords mask(byte[] bytes, int[] lengths, long offset, OptionalLong continues, boolean open) {
        MaskedOutput out = new MaskedOutput(lengths.length, bytes.length);
        boolean anew = false;
        int from = 0;
        for (int i = 0; i < lengths.length; i++) {
            int to = from + lengths[i];
            boolean goesOn = open && i == lengths.length - 1;
            if (fields.isPresent() && (goesOn || (i == 0 && continues.isPresent()))) {
                // Half a line: which of its fields it holds cannot be told.
                out.add(texts.piece(bytes, from, to));
            } else if (i == 0 && continues.isPresent()) {
                anew = continued(bytes, to, offset, continues.getAsLong(), goesOn, out);
            } else if (goesOn) {
                byte[] head = Arrays.copyOfRange(bytes, from, Math.min(to, from + LIMIT));
                hold(offset + from, offset + to, head);
                out.add(shown(head));
            } else {
                out.add(fitting(whole(bytes, from, to), bytes, from, to));
            }
            from = to;
        }
        if (!open) {
            letGo();
        }
        return out.records(anew);
    }

    private byte[] whole(byte[] bytes, int from, int to) {
        byte[] masked = texts.mask(bytes, from, to, false);
        if (fields.isEmpty()) {
            return masked;
        }
        byte[] line = Arrays.copyOfRange(bytes, from, to);
        return fields.get().mask(line, masked).orElseGet(() -> texts.maskWhole(bytes, from, to));
    }

    /** Whether it could be told from its beginning. */
    private boolean continued(byte[] bytes, int to, long offset, long start, boolean goesOn, MaskedOutput out) {
        Optional<byte[]> before = start == openStart && offset == openEnd ? memory.get(key) : Optional.empty();
        if (before.isEmpty() || before.get().length >= LIMIT) {
            openEnd = offset + to;
            out.add(texts.piece(bytes, 0, to));
            return false;
        }
        byte[] known = before.get();
        byte[] joined = Arrays.copyOf(known, Math.min(known.length + to, LIMIT));
        System.arraycopy(bytes, 0, joined, known.length, joined.length - known.length);
        if (goesOn) {
            hold(start, offset + to, joined);
            out.add(shown(joined));
        } else if (joined.length < LIMIT) {
            out.add(fitting(texts.mask(joined, 0, joined.length, false), joined, 0, joined.length));
        } else {
            out.add(shown(joined));
        }
        return true;
    }

    /** Of a record that goes on behind these bytes. */
    private byte[] shown(byte[] head) {
        boolean withinLine = head[head.length - 1] != '\n';
        return fitting(texts.mask(head, 0, head.length, withinLine), head, 0, head.length);
    }

    private byte[] fitting(byte[] masked, byte[] raw, int from, int to) {
        return MaskedOutput.fits(masked) ? masked : texts.maskWhole(raw, from, to);
    }

    private void hold(long start, long end, byte[] head) {
        openStart = start;
        openEnd = end;
        memory.put(key, head);
    }

    private void letGo() {
        if (openStart >= 0) {
            openStart = -1;
            memory.forget(key);
        }
    }
}
