package io.sillok.search.query;

import io.sillok.model.TraceId;
import java.util.List;

/** What is asked, with field names resolved and values checked. */
public sealed interface Query {

    /** Every event. */
    record Everything() implements Query {}

    record AllOf(List<Query> parts) implements Query {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    record AnyOf(List<Query> parts) implements Query {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    record Not(Query query) implements Query {}

    /** Words in this order, in what the event says (body, exception, path). */
    record Words(String text, boolean prefix) implements Query {}

    /** Words in this order, in one analysed field. */
    record WordsIn(String field, String text, boolean prefix) implements Query {}

    record Equal(String field, String value) implements Query {}

    record StartsWith(String field, String prefix) implements Query {}

    record Present(String field) implements Query {}

    /** @param bound the value that the field is compared with, as OpenSearch reads it */
    record Compare(String field, Comparison comparison, String bound) implements Query {}

    /** Both ends included. */
    record Between(String field, String least, String most) implements Query {}

    /** A PHP class by its full name, or by its last part. */
    record ClassNamed(String field, String name, boolean prefix) implements Query {}

    /** Events whose trace id has the same low half, and the same high half where both know it. */
    record OfTrace(TraceId id) implements Query {}

    /** How a field is compared with a bound. */
    enum Comparison {
        GREATER_OR_EQUAL(">=", "gte"),
        LESS_OR_EQUAL("<=", "lte"),
        GREATER(">", "gt"),
        LESS("<", "lt");

        private final String sign;
        private final String keyword;

        Comparison(String sign, String keyword) {
            this.sign = sign;
            this.keyword = keyword;
        }

        String sign() {
            return sign;
        }

        String keyword() {
            return keyword;
        }
    }
}
