package io.sillok.search.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.ExceptionSummary;
import io.sillok.search.RouteReport.Route;
import io.sillok.search.StatementSummary;
import java.util.List;
import java.util.OptionalDouble;

/** The same lists as {@link TopPrinter} as JSON, one object a line. Durations are seconds. */
public final class TopJson {

    private static final JsonMapper JSON = new JsonMapper();

    private TopJson() {}

    public static String routes(List<Route> routes) {
        StringBuilder lines = new StringBuilder();
        for (Route route : routes) {
            ObjectNode json = JSON.createObjectNode();
            json.put("route", route.template()).put("requests", route.requests());
            json.put("errors", route.errors()).put("refused", route.refused());
            put("p50", route.p50(), json);
            put("p95", route.p95(), json);
            put("p99", route.p99(), json);
            lines.append(AsciiJson.of(json)).append('\n');
        }
        return lines.toString();
    }

    private static void put(String name, OptionalDouble seconds, ObjectNode json) {
        seconds.ifPresent(value -> json.put(name, value));
    }

    public static String exceptions(List<ExceptionSummary> exceptions) {
        StringBuilder lines = new StringBuilder();
        for (ExceptionSummary exception : exceptions) {
            ObjectNode json = JSON.createObjectNode();
            json.put("type", exception.type()).put("events", exception.count());
            json.put("requests", exception.traces());
            json.put("first_seen", exception.first().toString());
            json.put("last_seen", exception.last().toString());
            json.put("message", exception.latest().attribute(Fields.EXCEPTION_MESSAGE));
            json.put("stacktrace", exception.latest().attribute(Fields.EXCEPTION_STACKTRACE));
            exception.sources().forEach(json.putArray("sources")::add);
            lines.append(AsciiJson.of(json)).append('\n');
        }
        return lines.toString();
    }

    public static String statements(List<StatementSummary> statements) {
        StringBuilder lines = new StringBuilder();
        for (StatementSummary statement : statements) {
            ObjectNode json = JSON.createObjectNode();
            json.put("hash", statement.hash()).put("count", statement.count());
            json.put("p95", statement.p95()).put("longest", statement.longest()).put("total", statement.total());
            json.put("statement", statement.slowest().attribute(Fields.DB_QUERY_TEXT));
            lines.append(AsciiJson.of(json)).append('\n');
        }
        return lines.toString();
    }
}
