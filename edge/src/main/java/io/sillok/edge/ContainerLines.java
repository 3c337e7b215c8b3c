package io.sillok.edge;

import io.sillok.parsers.container.CriLine;
import io.sillok.parsers.container.DockerLine;
import io.sillok.parsers.fpm.WorkerTexts;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A container's log: lines of its streams mixed, each wrapped by the runtime. What the program wrote is read as a file of
 * its stream's parser would be; the wrapping stays. What is no such line is masked whole.
 */
final class ContainerLines implements LineReader {

    private final TextOfRecords texts;
    private final Map<String, StreamLines> streams = new HashMap<>();
    private long lostAt = -1;

    /**
     * What the program wrote.
     *
     * @param text a character for each byte, without its line end
     * @param from where it stands in the line's bytes
     */
    private record Written(String stream, String text, boolean partial, int from, int to, boolean json) {}

    ContainerLines(TextOfRecords texts, String parser, Map<String, String> definition) throws DefinitionException {
        this.texts = texts;
        streams.put("stdout", StreamLines.of(parser, definition, Definition.STDOUT_PARSER));
        streams.put("stderr", StreamLines.of(parser, definition, Definition.STDERR_PARSER));
    }

    @Override
    public Line read(byte[] bytes, int from, int to, long offset) {
        int end = TextOfRecords.withoutLineEnd(bytes, from, to);
        Optional<Written> written = cri(bytes, from, end).or(() -> docker(bytes, from, end));
        if (written.isEmpty()) {
            boolean hole = TextOfRecords.isHole(bytes, from, to);
            lostAt = hole ? lostAt : offset;
            return new Line.Alone(hole ? texts.mask(bytes, from, to, false) : texts.piece(bytes, from, to));
        }
        Written out = written.get();
        return streams.get(out.stream())
                .accept(out.text(), out.partial(), offset)
                .map(found -> holds(out, found))
                .orElseGet(() -> new Line.Holds(
                        // A notice of PHP-FPM's own.
                        new TextPart(out.stream(), true, true, out.text(), false, true),
                        new Place(out.from(), out.to(), "", "", out.json())));
    }

    private static Line holds(Written out, StreamLines.Found found) {
        String head = out.text().substring(0, found.from());
        String tail = out.text().substring(found.to());
        return new Line.Holds(found.part(), new Place(out.from(), out.to(), head, tail, out.json()));
    }

    private static Optional<Written> cri(byte[] bytes, int from, int end) {
        return CriLine.parse(bytes, from, end, true).map(line -> {
            int content = Math.min(line.content(), end);
            String text = new String(bytes, content, end - content, StandardCharsets.ISO_8859_1);
            return new Written(line.note().stream(), text, line.partial(), content, end, false);
        });
    }

    private static Optional<Written> docker(byte[] bytes, int from, int end) {
        String line = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        return DockerLine.parse(line)
                .flatMap(docker -> JsonString.find("log", bytes, from, end).flatMap(inside -> {
                    String log = docker.log();
                    boolean whole = log.endsWith("\n");
                    String text = whole ? log.substring(0, log.length() - 1) : log;
                    int to = whole ? inside.withoutLineEnd(bytes) : inside.to();
                    String latin1 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                    return text.indexOf('\n') < 0 && to >= inside.from()
                            ? Optional.of(new Written(docker.note().stream(), latin1, !whole, inside.from(), to, true))
                            : Optional.empty();
                }));
    }

    @Override
    public int farthest() {
        return WorkerTexts.MAX_DISTANCE;
    }

    @Override
    public long lostAt() {
        return streams.values().stream().mapToLong(StreamLines::lostAt).reduce(lostAt, Math::max);
    }
}
