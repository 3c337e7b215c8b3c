package io.sillok.local.audit;

import io.sillok.job.parse.RangeSet.Range;
import io.sillok.model.FileId;
import java.util.List;

/**
 * What came of one file.
 *
 * @param accepted bytes that came, each counted once
 * @param resent bytes that came again
 * @param missing bytes below {@code end} that did not come
 * @param end behind the last byte that came
 * @param holes which ones did not; of very many only the lowest
 * @param mayHaveLostItsHead whether Kafka may have deleted the file's first slices
 */
record Arrival(
        FileId id,
        String path,
        long accepted,
        long resent,
        long missing,
        long end,
        List<Range> holes,
        boolean mayHaveLostItsHead) {}
