package io.sillok.job.parse;

import io.sillok.job.JobVersion;
import io.sillok.job.KeyedRecord;
import io.sillok.job.ReadEvent;
import io.sillok.job.ReadEvent.Standing;
import io.sillok.job.drop.DropRules;
import io.sillok.job.parse.FileProgress.Position;
import io.sillok.model.DeadLetter;
import io.sillok.model.EventMasker;
import io.sillok.model.EventOrigin;
import io.sillok.model.EventPosition;
import io.sillok.model.MaskedEvent;
import io.sillok.parsers.ParsedEvent;
import java.util.Optional;

/** The one way out for events: they are masked, counted to their file, and told as dead letters if no parser took them. */
final class EventOutlet {

    /** Where it leads. */
    interface Outputs {
        void event(ReadEvent event);

        void deadLetter(KeyedRecord letter);
    }

    /** How an event came to be given now. */
    enum Occasion {
        /** Its bytes are at hand. */
        AT_ONCE,
        /** It was held back, and is certain now. */
        CERTAIN,
        /** It is held back, and shown all the same, because nothing came for a while. */
        EARLY
    }

    private final EventMasker masker;
    private final DropRules drops;
    private final ParseMetrics metrics;
    private final Outputs outputs;

    EventOutlet(EventMasker masker, DropRules drops, ParseMetrics metrics, Outputs outputs) {
        this.masker = masker;
        this.drops = drops;
        this.metrics = metrics;
        this.outputs = outputs;
    }

    /** @param to where what is known of the event ends */
    void give(ParsedEvent parsed, FileProgress file, Occasion occasion, long to) {
        MaskedEvent masked = MaskedEvent.of(parsed.event(), masker);
        EventPosition position = parsed.event().position();
        SliceTrail.Read read = file.trail.of(position.offset());
        EventOrigin origin = new EventOrigin(position.fileId(), position.offset(), to, read.place());
        metrics.event(masked, parsed.update());
        boolean wasRejected = count(masked, parsed.update(), occasion, file);
        // what was shown as rejected has its account
        boolean dropped = !wasRejected && drops.drop(masked.event());
        if (dropped && !parsed.update()) {
            file.dropped++;
            metrics.dropped();
        }
        if (masked.event().rejected()) {
            DeadLetter letter = DeadLetter.rejected(masked, read.timestamp()).from(origin);
            outputs.deadLetter(new KeyedRecord(letter.key(), letter.json(file.source.parser(), JobVersion.TEXT)));
        }
        outputs.event(new ReadEvent(
                masked,
                read.timestamp(),
                standing(parsed, occasion),
                AccessLogs.of(file.source, masked),
                Optional.of(origin),
                dropped));
    }

    private static Standing standing(ParsedEvent parsed, Occasion occasion) {
        if (parsed.update()) {
            return Standing.UPDATE;
        }
        return occasion == Occasion.AT_ONCE ? Standing.NEW : Standing.HELD;
    }

    /**
     * An event counts once; if it was shown as rejected and turns out well, that is taken back.
     *
     * @return whether it was shown as rejected
     */
    private boolean count(MaskedEvent masked, boolean update, Occasion occasion, FileProgress file) {
        EventPosition at = masked.event().position();
        Position position = new Position(at.offset(), at.ordinal());
        boolean wasRejected = update && file.provisional.remove(position);
        boolean isRejected = masked.event().rejected();
        if (!update) {
            file.events++;
            for (int taken : masked.maskCounts().values()) {
                file.maskedFields += taken;
            }
        }
        if (isRejected && !wasRejected) {
            file.rejected++;
        } else if (wasRejected && !isRejected) {
            file.rejected--;
            outputs.deadLetter(KeyedRecord.withdrawn(at.documentId()));
        }
        if (isRejected && occasion == Occasion.EARLY) {
            file.provisional.add(position);
        }
        return wasRejected;
    }
}
