package io.sillok.job.requests;

import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import java.io.IOException;

/**
 * One statement, as often as one span asked it.
 *
 * @param span that asked; 0 if that is not known
 * @param traced whether spans tell of it, or else a log; both may
 * @param hash equal for statements that differ in values only
 * @param text the statement without its values
 * @param seconds of all together
 * @param longest seconds
 */
record QueryTally(long span, boolean traced, String hash, String text, int count, double seconds, double longest) {

    /** A query of its own. */
    static QueryTally of(Fact fact) {
        boolean traced = fact.isSpan();
        long asking =
                (traced ? fact.parent() : fact.span()).map(id -> id.value()).orElse(0L);
        String text = fact.text(Part.SQL);
        String hash = fact.has(Part.SQL_HASH) ? fact.text(Part.SQL_HASH) : text;
        double seconds = fact.number(Part.SQL_SECONDS);
        return new QueryTally(asking, traced, hash, text, 1, seconds, seconds);
    }

    String key() {
        return span + "/" + traced + '/' + hash;
    }

    QueryTally plus(QueryTally other) {
        return new QueryTally(
                span,
                traced,
                hash,
                text,
                count + other.count,
                seconds + other.seconds,
                Math.max(longest, other.longest));
    }

    void write(CompactOutput out) throws IOException {
        out.bits(span);
        out.flag(traced);
        out.text(hash);
        out.text(text);
        out.number(count);
        out.fraction(seconds);
        out.fraction(longest);
    }

    static QueryTally read(CompactInput in) throws IOException {
        long span = in.bits();
        boolean traced = in.flag();
        String hash = in.text();
        String text = in.text();
        int count = in.count();
        double seconds = in.fraction();
        return new QueryTally(span, traced, hash, text, count, seconds, in.fraction());
    }
}
