package io.sillok.parsers.mariadb;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The slow query log of MariaDB and MySQL: lines of {@code # Key: value}, {@code use db;}, {@code SET timestamp=…;} and the
 * statement with its values, over as many lines as it has.
 *
 * @see <a href="https://mariadb.com/kb/en/slow-query-log-overview/">MariaDB, slow query log</a>
 */
public final class MariadbSlowParser implements RecordParser {

    private static final Pattern PAIR = Pattern.compile("([A-Z][A-Za-z_]{0,63}): {1,8}(?![A-Z][A-Za-z_]{0,63}:)(\\S+)");
    private static final Pattern USER =
            Pattern.compile("# User@Host: ([^\\[]{0,256})\\[([^\\]]{0,256})] @ ([^\\[]{0,256})\\[([^\\]]{0,256})](.*)");
    private static final Pattern USE = Pattern.compile("use `?([^`;]{1,256})`?;");
    private static final Pattern SET_TIMESTAMP =
            Pattern.compile("SET (?:\\w{1,32}=\\d{1,20},){0,4}timestamp=(\\d{1,11}(?:\\.\\d{1,6})?);");
    private static final Pattern BANNER = Pattern.compile("\\S{1,4096}, Version: .{1,512}started with:");
    private static final String TIME = "# Time: ";
    private static final String COMMAND = "# administrator command: ";
    private static final String EXPLAIN = "# explain: ";

    private final ZoneId zone;

    private MariadbSlowParser(ZoneId zone) {
        this.zone = zone;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        return new MariadbSlowParser(definition.zone());
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        String text = record.text();
        LogEvent.Builder event = record.event();
        if (BANNER.matcher(text).lookingAt()) {
            return List.of(event.body(text.strip()).build());
        }
        Entry entry = new Entry(event);
        int at = 0;
        while (at < text.length() && entry.header(line(text, at))) {
            at += line(text, at).length() + 1;
        }
        if (!entry.recognized) {
            return List.of(record.rejected(Rejection.SYNTAX));
        }
        String statement = at < text.length() ? text.substring(at).strip() : "";
        return List.of(entry.finish(statement));
    }

    private static String line(String text, int from) {
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private final class Entry {

        private final LogEvent.Builder event;
        private final StringBuilder explain = new StringBuilder();
        private Optional<Instant> written = Optional.empty();
        private Optional<Instant> begun = Optional.empty();
        private String command = "";
        private String system = "mariadb";
        private boolean exact;
        private boolean recognized;

        Entry(LogEvent.Builder event) {
            this.event = event;
        }

        /** False at the first line of the statement. */
        boolean header(String line) {
            if (line.startsWith("#")) {
                comment(line.stripTrailing());
                return true;
            }
            if (line.isBlank()) {
                return true;
            }
            Matcher use = USE.matcher(line);
            if (use.lookingAt()) {
                event.attribute(Fields.DB_NAMESPACE, use.group(1));
                return true;
            }
            Matcher set = SET_TIMESTAMP.matcher(line);
            if (set.lookingAt()) {
                begun = Timestamps.epochSeconds(set.group(1));
                return true;
            }
            return false;
        }

        private void comment(String line) {
            Matcher user = USER.matcher(line);
            if (line.startsWith(TIME)) {
                time(line.substring(TIME.length()));
            } else if (line.startsWith(EXPLAIN)) {
                explain.append(explain.length() == 0 ? "" : "\n").append(line, EXPLAIN.length(), line.length());
            } else if (line.startsWith(COMMAND)) {
                command = line.substring(2);
            } else if (user.matches()) {
                recognized = true;
                event.attribute(Fields.USER_NAME, user.group(2).isEmpty() ? user.group(1) : user.group(2))
                        .attribute(
                                Fields.CLIENT_ADDRESS,
                                user.group(4).isEmpty() ? user.group(3).strip() : user.group(4));
                if (user.group(5).contains("Id:")) {
                    system = "mysql"; // MariaDB has a line for it
                }
                pairs(user.group(5));
            } else {
                pairs(line);
            }
        }

        private void time(String text) {
            recognized = true;
            Optional<Instant> iso = Timestamps.iso(text, zone);
            if (iso.isPresent()) {
                system = "mysql"; // MariaDB writes two digits of the year
                exact = true;
            }
            written = iso.or(() -> Timestamps.mysqlShort(text, zone));
        }

        private void pairs(String line) {
            Matcher pair = PAIR.matcher(line);
            while (pair.find()) {
                recognized |= SlowFields.put(pair.group(1), pair.group(2), event);
            }
        }

        LogEvent finish(String statement) {
            String query = statement.endsWith(";") ? statement.substring(0, statement.length() - 1) : statement;
            // the statement's start has no zone to guess; MySQL's time of the entry is exact to the microsecond
            Optional<Instant> time = exact ? written.or(() -> begun) : begun.or(() -> written);
            return event.timestamp(time.orElse(null))
                    .attribute(Fields.DB_SYSTEM, system)
                    .attribute("mariadb.explain", explain.toString())
                    .attribute(Fields.DB_QUERY_TEXT, query)
                    .body(query.isEmpty() ? command : query)
                    .build();
        }
    }
}
