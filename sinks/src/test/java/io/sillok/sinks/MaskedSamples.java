package io.sillok.sinks;

import io.sillok.model.DeadLetter;
import io.sillok.model.EventMasker;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.MaskedEvent;
import io.sillok.model.Span;
import java.time.Instant;
import java.util.Map;

/** Masked values to write, made by a masker that blackens the body. */
public final class MaskedSamples {

    public static final Instant READ = Instant.parse("2026-11-22T08:57:29Z");

    private static final EventMasker MASKER = new EventMasker() {
        @Override
        public Masked<LogEvent> mask(LogEvent event) {
            LogEvent masked = event.toBuilder()
                    .body(event.body().replace("tops3cret", "***"))
                    .build();
            return new Masked<>(masked, Map.of());
        }

        @Override
        public Masked<Span> mask(Span span) {
            return new Masked<>(span, Map.of());
        }
    };

    private MaskedSamples() {}

    public static MaskedEvent event(long offset, String body) {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of("host", 7), offset, 0))
                .timestamp(Instant.parse("2026-11-22T08:57:28.864170Z"))
                .body(body)
                .attribute(Fields.LOG_FORMAT, "nginx.error")
                .attribute(Fields.FILE_PATH, "/var/log/nginx/error.log")
                .attribute(Fields.ERROR_TYPE, "parse.nginx.error")
                .build();
        return MaskedEvent.of(event, MASKER);
    }

    public static DeadLetter deadLetter(long offset, String body) {
        return DeadLetter.rejected(event(offset, body), READ);
    }
}
