package io.sillok.local.parse;

import io.sillok.model.EventMasker;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskTally;
import java.util.List;

/** Masks one event and keeps the reasons. */
final class ReasonedMasker implements EventMasker {

    private final EventFieldMasker masker;
    private final MaskTally tally = MaskTally.explaining();

    ReasonedMasker(EventFieldMasker masker) {
        this.masker = masker;
    }

    @Override
    public Masked<LogEvent> mask(LogEvent event) {
        return masker.mask(event, tally);
    }

    @Override
    public Masked<Span> mask(Span span) {
        return masker.mask(span);
    }

    List<MaskTally.Reason> reasons() {
        return tally.reasons();
    }
}
