package io.sillok.job.requests;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong in one request, the first first. One error that several logs tell is one: an exception by its fingerprint,
 * anything else by what it says.
 */
record RequestErrors(List<RequestError> errors) {

    /** @param told by how many lines */
    record RequestError(Fact fact, int told) {

        String type() {
            return fact.text(Part.EXCEPTION);
        }

        String message() {
            return fact.has(Part.EXCEPTION_MESSAGE) ? fact.text(Part.EXCEPTION_MESSAGE) : fact.text(Part.MESSAGE);
        }
    }

    /** A time with a fraction says more of which was first; a whole second may be any time in it. */
    private static final Comparator<Fact> IN_TIME =
            Comparator.comparing(Fact::time).thenComparing(Fact::id);

    static RequestErrors of(List<Fact> facts) {
        Map<String, RequestError> errors = new LinkedHashMap<>();
        facts.stream().filter(Fact::isError).sorted(IN_TIME).forEach(fact -> {
            RequestError error = new RequestError(fact, 1);
            String kind = fact.has(Part.EXCEPTION) ? error.type() + '/' + fact.text(Part.FINGERPRINT) : error.message();
            errors.merge(kind, error, (first, again) -> new RequestError(first.fact, first.told + 1));
        });
        return new RequestErrors(List.copyOf(errors.values()));
    }
}
