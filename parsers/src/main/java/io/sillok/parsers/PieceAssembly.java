package io.sillok.parsers;

import io.sillok.model.LogEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Makes events of a file's records as they come, whole or in pieces. Not thread-safe. */
interface PieceAssembly {

    /** The next bytes of the file; the events that are certain now are added. */
    void accept(RecordBytes piece, List<LogEvent> events);

    /** What is held back, as it would be if nothing more came. Changes nothing. */
    List<LogEvent> preview();

    /** All that is held back: the file ends here. */
    List<LogEvent> finish();

    boolean holding();

    void write(DataOutput out) throws IOException;

    /** Takes over what {@link #write} wrote; this one must be new. */
    void read(DataInput in) throws IOException;
}
