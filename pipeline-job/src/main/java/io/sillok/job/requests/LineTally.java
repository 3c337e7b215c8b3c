package io.sillok.job.requests;

/**
 * Which lines are counted together.
 *
 * @param span that they name; 0 for none
 * @param format of their log
 * @param severity its number; 0 for none
 */
record LineTally(long span, String format, int severity) {

    static LineTally of(Fact fact) {
        long span = fact.span().map(id -> id.value()).orElse(0L);
        return new LineTally(span, fact.text(Part.FORMAT), fact.severity());
    }
}
