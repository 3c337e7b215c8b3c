package io.sillok.local.audit;

import io.sillok.model.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one file's events: by the job's ledger, and by the index itself if it was asked.
 *
 * @param found documents that the index has of the file; empty if it was not asked
 */
public record EventAccount(LedgerEntry ledger, Optional<Found> found) {

    /**
     * @param documents in all indices of events, without those that replays added
     * @param rejected of these, how many are in the index of rejected events, or were before a replay
     */
    public record Found(long documents, long rejected) {

        static final Found NOTHING = new Found(0, 0);
    }

    /** What does not add up, in words; empty if all does. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (ledger.underWay() < 0) {
            faults.add("the ledger tells of " + ledger.events() + " events, and that "
                    + (ledger.indexed() + ledger.refused() + ledger.dropped()) + " were settled");
        }
        found.ifPresent(index -> {
            if (index.documents() < ledger.indexed()) {
                faults.add("the index has " + index.documents() + " of " + ledger.indexed()
                        + " documents; were days deleted?");
            }
            if (index.documents() > ledger.events() - ledger.refused() - ledger.dropped()) {
                faults.add("the index has " + index.documents() + " documents of " + ledger.events() + " events");
            }
            if (ledger.underWay() == 0 && ledger.refused() == 0 && index.rejected() != ledger.rejected()) {
                faults.add("the index has " + index.rejected() + " of " + ledger.rejected() + " rejected events");
            }
        });
        return faults;
    }

    /** Whether every event has come to its end. */
    public boolean isSettled() {
        return faults().isEmpty() && ledger.underWay() == 0;
    }
}
