package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The wire form of a dead letter. */
public final class DeadLetterWire implements Wire<DeadLetter> {

    private static final MaskedEventWire EVENT = new MaskedEventWire();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(DeadLetter letter, DataOutput out) throws IOException {
        EVENT.write(letter.event(), out);
        WireValues.writeText(letter.reason(), out);
        WireValues.writeInstant(letter.read(), out);
        out.writeBoolean(letter.origin().isPresent());
        if (letter.origin().isPresent()) {
            EventOrigin.write(letter.origin().get(), out);
        }
    }

    @Override
    public DeadLetter read(DataInput in) throws IOException {
        MaskedEvent event = EVENT.read(in);
        String reason = WireValues.readText(in);
        Instant read = WireValues.readInstant(in);
        return new DeadLetter(
                event, reason, read, in.readBoolean() ? Optional.of(EventOrigin.read(in)) : Optional.empty());
    }
}
