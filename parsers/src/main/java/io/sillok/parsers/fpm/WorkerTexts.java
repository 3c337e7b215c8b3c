package io.sillok.parsers.fpm;

import io.sillok.model.FileId;
import io.sillok.model.SliceSource;
import io.sillok.parsers.inner.InnerText;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which lines of PHP-FPM's error log belong to one text of a worker, as {@link FpmErrorAssembly} puts them together;
 * for who needs to know what a line is a part of, and makes no events. Not thread-safe.
 */
public final class WorkerTexts {

    /** After so many bytes without more of it a text is at its end. */
    public static final int MAX_DISTANCE = FpmErrorAssembly.MAX_DISTANCE;

    /** Fewer than a parser holds: a text that is let go is told by {@link #forgottenAt}. */
    private static final int MAX_TEXTS = 64;

    private static final SliceSource NOWHERE = new SliceSource(FileId.of("nowhere"), "", "", "", "", "", Map.of());
    private static final byte[] NOTHING = {};

    private record Worker(String pool, String pid) {}

    /**
     * What a worker said in a line.
     *
     * @param worker whose text it is
     * @param from where in the line it begins
     * @param to where it ends
     * @param begins whether it begins a text, and is not a part of the one before
     * @param announced whether it looks like the beginning of something
     * @param cut whether the text goes on in the worker's next line without a line end between
     * @param complete whether nothing can follow, as far as it tells
     */
    public record Part(
            Object worker, int from, int to, boolean begins, boolean announced, boolean cut, boolean complete) {}

    private final int logLimit;
    private final Map<Worker, StderrText> texts = new LinkedHashMap<>();
    private long forgottenAt = -1;

    /** @param logLimit FPM's {@code log_limit}: a line that fills it goes on in the next one */
    WorkerTexts(int logLimit) {
        this.logLimit = logLimit;
    }

    /** Of a file that is read by such a definition. */
    public static WorkerTexts of(Definition definition) throws DefinitionException {
        return new WorkerTexts(FpmErrorAssembly.logLimit(definition));
    }

    /** Where the file had come when a text was let go that was not at its end; negative if that never was. */
    public long forgottenAt() {
        return forgottenAt;
    }

    /**
     * The next line, a character for each byte, without its line end; empty if it is a notice of FPM's own.
     *
     * @param lengthInFile of the line
     */
    public Optional<Part> accept(String line, long offset, int lengthInFile) {
        closeDistant(offset);
        Optional<FpmLine> parsed = FpmLine.parse(line);
        if (parsed.isEmpty()) {
            return Optional.of(take(new Worker("", ""), line, 0, line.length(), false, offset));
        }
        FpmLine fpm = parsed.get();
        Worker worker = new Worker(fpm.pool(), fpm.child());
        Optional<String> said = fpm.said();
        if (said.isEmpty()) {
            if (FpmNotice.ends(fpm)) {
                texts.remove(worker);
            }
            return Optional.empty();
        }
        int from = fpm.saidFrom(line);
        // What is of no worker is FPM's, which passed it on as a line of its own.
        boolean cut = !fpm.child().isEmpty() && lengthInFile + 1 >= logLimit;
        return Optional.of(take(worker, line, from, from + said.get().length(), cut, offset));
    }

    private Part take(Worker worker, String line, int from, int to, boolean cut, long offset) {
        String said = line.substring(from, to);
        StderrText text = texts.get(worker);
        boolean begins = text == null || !text.goesOnWith(said);
        if (begins) {
            LogRecord first = LogRecord.of(NOWHERE, offset, NOTHING, 0);
            text = new StderrText(first, "", "", said, cut);
            texts.remove(worker);
            texts.put(worker, text);
        } else {
            text.append(said, cut, offset);
        }
        boolean complete = text.complete();
        if (complete) {
            texts.remove(worker);
        }
        if (texts.size() > MAX_TEXTS) {
            texts.remove(texts.keySet().iterator().next());
            forgottenAt = offset;
        }
        boolean announced =
                InnerText.starts(new String(said.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        return new Part(worker, from, to, begins, announced, cut, complete);
    }

    private void closeDistant(long offset) {
        Iterator<StderrText> all = texts.values().iterator();
        while (all.hasNext()) {
            if (offset - all.next().lastOffset() > MAX_DISTANCE) {
                all.remove();
            }
        }
    }
}
