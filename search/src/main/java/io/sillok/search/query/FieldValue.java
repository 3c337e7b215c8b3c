package io.sillok.search.query;

import io.sillok.model.Fields;
import io.sillok.model.Severity;
import io.sillok.model.TraceId;
import io.sillok.search.query.Query.Comparison;
import io.sillok.search.query.QueryToken.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the value of a field, by the field's kind. Quotes take the meaning from {@code *}, {@code <}, {@code >} and {@code ..}. */
final class FieldValue {

    private static final Pattern STATUS_CLASS = Pattern.compile("([1-5])xx", Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN = Pattern.compile("(.+?)\\.\\.(.+)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,18})?");
    private static final Pattern WITH_UNIT = Pattern.compile("([0-9.]+)(us|ms|s|m)");
    private static final Pattern OCTETS = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){0,2})\\.\\*");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9.]{7,15}(?:/[0-9]{1,2})?|[0-9a-fA-F:.]{2,45}(?:/[0-9]{1,3})?");
    private static final int HEX_ID = 32;

    private final SearchField field;
    private final Value value;

    private FieldValue(SearchField field, Value value) {
        this.field = field;
        this.value = value;
    }

    static Query query(SearchField field, Value value) throws QuerySyntaxException {
        return new FieldValue(field, value).query();
    }

    static Query words(Value value) throws QuerySyntaxException {
        boolean prefix = isPrefix(value);
        String text = prefix ? withoutStar(value.text()) : value.text();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new QuerySyntaxException(value.position(), "there is no letter or digit here to search for");
        }
        Query words = new Query.Words(text, prefix);
        return text.length() == HEX_ID ? orId(words, text) : words;
    }

    /** 32 hex digits can be the id of a trace or of a request. */
    private static Query orId(Query words, String text) {
        return TraceId.ofHex(text)
                .<Query>map(id -> new Query.AnyOf(List.of(
                        words,
                        new Query.OfTrace(id),
                        new Query.Equal(Fields.REQUEST_ID, text.toLowerCase(Locale.ROOT)))))
                .orElse(words);
    }

    private Query query() throws QuerySyntaxException {
        if (value.text().isEmpty()) {
            throw error("is empty; -" + field.name() + ":* finds events without the field");
        }
        if (!value.quoted()) {
            if (value.text().equals("*")) {
                return new Query.Present(field.kind() == FieldKind.TRACE_ID ? "trace_id_low" : field.name());
            }
            for (Comparison comparison : Comparison.values()) {
                if (value.text().startsWith(comparison.sign())) {
                    return compare(
                            comparison, value.text().substring(comparison.sign().length()));
                }
            }
            Matcher between = BETWEEN.matcher(value.text());
            if (isOrdered() && between.matches() && field.kind() != FieldKind.UNLISTED) {
                return new Query.Between(field.name(), bound(between.group(1)), bound(between.group(2)));
            }
        }
        return switch (field.kind()) {
            case NAME, UNLISTED -> name(value.text());
            case ADDRESS -> new Query.Equal(field.name(), address());
            case UPPER_CASE_NAME, SEVERITY -> name(value.text().toUpperCase(Locale.ROOT));
            case LOWER_CASE_NAME -> name(value.text().toLowerCase(Locale.ROOT));
            case WORDS ->
                new Query.WordsIn(
                        field.name(), isPrefix(value) ? withoutStar(value.text()) : value.text(), isPrefix(value));
            case NUMBER, SECONDS, TIME -> new Query.Equal(field.name(), bound(value.text()));
            case STATUS -> status();
            case LOG_FORMAT -> logFormat();
            case CLASS ->
                new Query.ClassNamed(
                        field.name(), isPrefix(value) ? withoutStar(value.text()) : value.text(), isPrefix(value));
            case TRACE_ID ->
                new Query.OfTrace(TraceId.parse(value.text())
                        .orElseThrow(() ->
                                error("is no trace id: 16 or 32 hex digits, a decimal, or a traceparent header")));
        };
    }

    private Query name(String text) {
        return isPrefix(value)
                ? new Query.StartsWith(field.name(), withoutStar(text))
                : new Query.Equal(field.name(), text);
    }

    private Query status() throws QuerySyntaxException {
        Matcher matcher = STATUS_CLASS.matcher(value.text());
        if (matcher.matches()) {
            return new Query.Between(field.name(), matcher.group(1) + "00", matcher.group(1) + "99");
        }
        return new Query.Equal(field.name(), bound(value.text()));
    }

    private String address() throws QuerySyntaxException {
        Matcher octets = OCTETS.matcher(value.text());
        if (octets.matches()) {
            int known = octets.group(1).split("\\.").length;
            return octets.group(1) + ".0".repeat(4 - known) + "/" + known * 8;
        }
        if (!ADDRESS.matcher(value.text()).matches()) {
            throw error("is not an IP address or block: 203.0.113.7, 203.0.113.* or 203.0.113.0/24");
        }
        return value.text();
    }

    private Query logFormat() {
        String text = value.text().toLowerCase(Locale.ROOT);
        if (isPrefix(value) || text.contains(".")) {
            return name(text);
        }
        return new Query.AnyOf(
                List.of(new Query.Equal(field.name(), text), new Query.StartsWith(field.name(), text + ".")));
    }

    private Query compare(Comparison comparison, String text) throws QuerySyntaxException {
        if (field.kind() == FieldKind.SEVERITY) {
            Severity severity = Severity.ofWord(text)
                    .orElseThrow(() -> error("is not a severity: debug, info, notice, warning, error, critical, …"));
            return new Query.Compare("severity_number", comparison, Integer.toString(severity.number()));
        }
        if (!isOrdered()) {
            throw error("has a comparison, but the field is not a number or a time");
        }
        return new Query.Compare(field.name(), comparison, bound(text));
    }

    private boolean isOrdered() {
        return switch (field.kind()) {
            case NUMBER, STATUS, SECONDS, TIME, UNLISTED -> true;
            default -> false;
        };
    }

    private String bound(String text) throws QuerySyntaxException {
        return switch (field.kind()) {
            case TIME -> time(text);
            case SECONDS -> seconds(text);
            default -> number(text, "is not a number");
        };
    }

    private String number(String text, String problem) throws QuerySyntaxException {
        if (!NUMBER.matcher(text).matches()) {
            throw error(field.kind() == FieldKind.STATUS ? "is not a status: 500, 5xx, >=400 or 400..499" : problem);
        }
        return text;
    }

    private String seconds(String text) throws QuerySyntaxException {
        Matcher unit = WITH_UNIT.matcher(text);
        if (!unit.matches()) {
            return number(text, "is not a duration: 0.5 (seconds), 500ms, >2s");
        }
        BigDecimal number = new BigDecimal(number(unit.group(1), "is not a duration: 0.5 (seconds), 500ms, >2s"));
        BigDecimal seconds =
                switch (unit.group(2)) {
                    case "us" -> number.movePointLeft(6);
                    case "ms" -> number.movePointLeft(3);
                    case "m" -> number.multiply(BigDecimal.valueOf(60));
                    default -> number;
                };
        return seconds.stripTrailingZeros().toPlainString();
    }

    private String time(String text) throws QuerySyntaxException {
        return instant(text)
                .orElseThrow(() -> error("is not a time: 2026-11-22 or 2026-11-22T08:57:28Z"))
                .toString();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isPrefix(Value value) {
        return !value.quoted() && value.text().length() > 1 && value.text().endsWith("*");
    }

    private static String withoutStar(String text) {
        return text.substring(0, text.length() - 1);
    }

    private QuerySyntaxException error(String problem) {
        return new QuerySyntaxException(value.position(), "the value of " + field.name() + " " + problem);
    }
}
