package io.sillok.job.parse;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.RecordBytes;
import java.nio.charset.StandardCharsets;

/** The event of a record at which a parser failed by a defect of its own: rejected, never lost. */
final class UnparsedRecord {

    private static final String REASON = Fields.REJECTED_PREFIX + "defect";
    private static final int MOST_BYTES = 256 * 1024;

    private UnparsedRecord() {}

    static LogEvent of(SliceSource source, RecordBytes record, RuntimeException defect) {
        int shown = Math.min(record.length(), MOST_BYTES);
        String body = new String(record.buffer(), record.from(), shown, StandardCharsets.UTF_8).stripTrailing();
        LogEvent.Builder event = LogEvent.at(new EventPosition(source.fileId(), record.offset(), 0))
                .body(body)
                .resource(Fields.SERVICE_NAME, source.service())
                .resource(Fields.ENVIRONMENT, source.environment())
                .resource(Fields.HOST_NAME, source.host())
                .attribute(Fields.LOG_FORMAT, source.parser())
                .attribute(Fields.FILE_PATH, source.path())
                .attribute(Fields.FILE_ID, source.fileId().value())
                .attribute(Fields.FILE_OFFSET, record.offset())
                .attribute(Fields.ERROR_TYPE, REASON)
                .attribute("sillok.defect", defect.getClass().getName());
        source.resource().forEach(event::resource);
        if (shown < record.length()) {
            event.attribute(Fields.TRUNCATED, true).attribute(Fields.RECORD_LENGTH, (long) record.length());
        }
        return event.build();
    }
}
