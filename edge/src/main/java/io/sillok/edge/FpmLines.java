package io.sillok.edge;

import io.sillok.parsers.fpm.WorkerTexts;
import io.sillok.parsers.fpm.WorkerTexts.Part;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Lines of PHP-FPM's error log: what workers say comes in many of them, long lines in pieces, between those of others. */
final class FpmLines implements LineReader {

    private final TextOfRecords texts;
    private final WorkerTexts workers;

    private long lostAt = -1;

    FpmLines(TextOfRecords texts, Map<String, String> definition) throws DefinitionException {
        this.texts = texts;
        this.workers = WorkerTexts.of(new Definition(definition));
    }

    @Override
    public Line read(byte[] bytes, int from, int to, long offset) {
        if (bytes[from] == 0) {
            lostAt = offset;
            return new Line.Alone(
                    TextOfRecords.isHole(bytes, from, to)
                            ? texts.mask(bytes, from, to, false)
                            : texts.maskWhole(bytes, from, to));
        }
        int end = TextOfRecords.withoutLineEnd(bytes, from, to);
        String line = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        Optional<Part> part = workers.accept(line, offset, end - from);
        return part.<Line>map(said -> new Line.Holds(
                        new TextPart(
                                said.worker(),
                                said.begins(),
                                said.announced(),
                                line.substring(said.from(), said.to()),
                                said.cut(),
                                said.complete()),
                        new Place(from + said.from(), from + said.to(), "", "", false)))
                .orElseGet(() -> new Line.Alone(texts.mask(bytes, from, to, false)));
    }

    @Override
    public int farthest() {
        return WorkerTexts.MAX_DISTANCE;
    }

    @Override
    public long lostAt() {
        return Math.max(lostAt, workers.forgottenAt());
    }
}
