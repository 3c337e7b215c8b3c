package io.sillok.job.ledger;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.LedgerEntry;
import io.sillok.model.LedgerEntryWire;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A file's account as it is kept in state. Times are milliseconds of processing time, 0 where none is due. */
final class FileAccount {

    static final TypeInformation<FileAccount> TYPE = WireTypeInformation.mutable(FileAccount.class, Format.class);

    /** What the parser said last. */
    Optional<LedgerEntry> read = Optional.empty();

    EventOutcomes outcomes;
    long tellAt;
    long touchedAt;
    long forgottenAt;

    FileAccount(String file) {
        this.outcomes = new EventOutcomes(file, 0, 0, 0);
    }

    Optional<LedgerEntry> entry() {
        return read.map(
                entry -> entry.with(outcomes.indexed(), outcomes.refused(), entry.dropped() + outcomes.dropped()));
    }

    /** The wire form. */
    public static final class Format implements Wire<FileAccount> {

        private final LedgerEntryWire entries = new LedgerEntryWire();
        private final EventOutcomes.Format sums = new EventOutcomes.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(FileAccount account, DataOutput out) throws IOException {
            sums.write(account.outcomes, out);
            out.writeLong(account.tellAt);
            out.writeLong(account.touchedAt);
            out.writeLong(account.forgottenAt);
            out.writeBoolean(account.read.isPresent());
            if (account.read.isPresent()) {
                entries.write(account.read.get(), out);
            }
        }

        @Override
        public FileAccount read(DataInput in) throws IOException {
            EventOutcomes outcomes = sums.read(in);
            FileAccount account = new FileAccount(outcomes.file());
            account.outcomes = outcomes;
            account.tellAt = in.readLong();
            account.touchedAt = in.readLong();
            account.forgottenAt = in.readLong();
            account.read = in.readBoolean() ? Optional.of(entries.read(in)) : Optional.empty();
            return account;
        }
    }
}
