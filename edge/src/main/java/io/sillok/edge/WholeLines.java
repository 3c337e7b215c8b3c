package io.sillok.edge;

import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.ResumePoint;
import java.util.OptionalLong;

/** Records of a file of which nothing is known: all are masked whole. */
final class WholeLines implements FileMasker {

    private final TextOfRecords texts;

    WholeLines(TextOfRecords texts) {
        this.texts = texts;
    }

    @Override
    public long remembersFrom(ResumePoint at) {
        return at.offset();
    }

    @Override
    public void remember(long from, byte[] before, ResumePoint at) {}

    @Override
    public MaskedRecords mask(byte[] bytes, int[] lengths, long offset, OptionalLong continues, boolean open) {
        MaskedOutput out = new MaskedOutput(lengths.length, bytes.length);
        int from = 0;
        for (int length : lengths) {
            out.add(texts.maskWhole(bytes, from, from + length));
            from += length;
        }
        return out.records(false);
    }
}
