package io.sillok.parsers.steps;

import io.sillok.model.FileId;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.RecordBytes;
import java.util.Map;
import java.util.function.BiFunction;

/** Parses a record as the job does; loaded by {@link CountingLoader}, so that all it calls is counted. */
public final class CountedParse implements BiFunction<String, byte[], Long> {

    private static final Map<String, String> OF_GROK = Map.of("pattern", "%{COMBINEDAPACHELOG}");

    /** @return steps of the second time: in the first, classes are loaded and automatons built, which has bounds of its own */
    @Override
    public Long apply(String parser, byte[] record) {
        Map<String, String> definition = parser.equals("grok") ? OF_GROK : Map.of();
        FileParser file =
                new FileParser(new SliceSource(FileId.of("steps"), "shop", "", "web-1", "/x.log", parser, definition));
        file.accept(RecordBytes.whole(record, 0, record.length, 0));
        Steps.reset();
        file.accept(RecordBytes.whole(record, 0, record.length, record.length));
        file.finish();
        return Steps.count();
    }
}
