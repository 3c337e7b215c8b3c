package io.sillok.edge;

import io.sillok.edge.LineReader.TextPart;
import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import io.sillok.parsers.fpm.WorkerTexts;
import io.sillok.parsers.mask.LineMasker;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The lines of one stream of a container, as the program wrote them: what text each is a part of. Not thread-safe. */
abstract class StreamLines {

    /**
     * A part of a text in what the program wrote.
     *
     * @param from where in it the part begins
     * @param to where it ends
     */
    record Found(TextPart part, int from, int to) {}

    private boolean withinLine;

    static StreamLines of(String parser, Map<String, String> definition, String key) throws DefinitionException {
        Definition values = new Definition(definition);
        String names = values.text(key).orElse(parser);
        String last = names.substring(names.lastIndexOf(',') + 1).strip();
        if (last.equals("php_fpm.error")) {
            return new OfFpm(key, WorkerTexts.of(values));
        }
        Framing framing = Framing.of(last);
        return framing.byLine() ? new ByLine(key) : new Framed(key, framing.framer());
    }

    /**
     * The next line, or part of one.
     *
     * @param said a character for each byte, without a line end
     * @param partial whether the line goes on in the stream's next one
     * @return nothing if it is no part of a text
     */
    final Optional<Found> accept(String said, boolean partial, long offset) {
        boolean goesOn = withinLine;
        withinLine = partial;
        return accept(said, goesOn, partial, offset);
    }

    abstract Optional<Found> accept(String said, boolean goesOn, boolean partial, long offset);

    /** Where a text was lost that was not at its end; negative if none was. */
    long lostAt() {
        return -1;
    }

    private static Found whole(TextPart part) {
        return new Found(part, 0, part.said().length());
    }

    private static boolean announced(String said) {
        return LineMasker.head(said) > 0;
    }

    /** Each line stands for itself. */
    private static final class ByLine extends StreamLines {

        private final String stream;

        ByLine(String stream) {
            this.stream = stream;
        }

        @Override
        Optional<Found> accept(String said, boolean goesOn, boolean partial, long offset) {
            return Optional.of(
                    whole(new TextPart(stream, !goesOn, !goesOn && announced(said), said, partial, !partial)));
        }
    }

    /** Records of several lines, which a start rule tells. */
    private static final class Framed extends StreamLines {

        private static final byte[] LINE_END = {'\n'};

        private final String stream;
        private final Framer framer;
        private long recordFrom = -1;
        private boolean cutBefore;

        Framed(String stream, Framer framer) {
            this.stream = stream;
            this.framer = framer;
        }

        @Override
        Optional<Found> accept(String said, boolean goesOn, boolean partial, long offset) {
            long lineStart = framer.offset();
            cutBefore = false;
            take(said.getBytes(StandardCharsets.ISO_8859_1), lineStart);
            if (!partial) {
                take(LINE_END, lineStart);
            }
            boolean begins = !goesOn && (recordFrom < 0 || cutBefore);
            recordFrom = begins ? lineStart : recordFrom;
            return Optional.of(whole(new TextPart(stream, begins, begins && announced(said), said, partial, false)));
        }

        private void take(byte[] bytes, long lineStart) {
            framer.accept(
                    bytes,
                    0,
                    bytes.length,
                    Instant.EPOCH,
                    (from, length, start, open) -> cutBefore |= from + length == lineStart && !open);
        }
    }

    /** What workers of PHP-FPM say, and FPM itself. */
    private static final class OfFpm extends StreamLines {

        private final String stream;
        private final WorkerTexts workers;
        private long lostAt = -1;

        OfFpm(String stream, WorkerTexts workers) {
            this.stream = stream;
            this.workers = workers;
        }

        @Override
        Optional<Found> accept(String said, boolean goesOn, boolean partial, long offset) {
            if (goesOn || partial) {
                // Whose text it is stands at the beginning, and where it ends at the end.
                lostAt = offset;
                TextPart unknown = new TextPart(stream, false, false, said, partial, true);
                return Optional.of(whole(unknown));
            }
            return workers.accept(said, offset, said.length())
                    .map(part -> new Found(
                            new TextPart(
                                    Map.entry(stream, part.worker()),
                                    part.begins(),
                                    part.announced(),
                                    said.substring(part.from(), part.to()),
                                    part.cut(),
                                    part.complete()),
                            part.from(),
                            part.to()));
        }

        @Override
        long lostAt() {
            return Math.max(lostAt, workers.forgottenAt());
        }
    }
}
