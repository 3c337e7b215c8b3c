package io.sillok.parsers.record;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes events of a file whose events may be spread over several records. What it holds back and when it lets go depends
 * on the records and their offsets alone. Not thread-safe.
 */
public interface FileAssembly {

    /** The next record of the file; the events that are certain now. */
    List<LogEvent> accept(LogRecord record);

    /**
     * What is held back, as it would be if nothing more came. Changes nothing.
     *
     * @param open the record that the file ends in and that may go on
     */
    List<LogEvent> preview(Optional<LogRecord> open);

    /** All that is held back: the file ends here. */
    List<LogEvent> finish();

    boolean holding();

    void write(DataOutput out) throws IOException;

    /** Takes over what {@link #write} wrote; this one must be new. */
    void read(SliceSource source, DataInput in) throws IOException;
}
