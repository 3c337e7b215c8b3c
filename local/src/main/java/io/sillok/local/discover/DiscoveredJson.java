package io.sillok.local.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.local.discover.server.Finding;
import io.sillok.local.discover.server.LogFile;
import java.util.Locale;

/** Writes what was found for a program to read. */
final class DiscoveredJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DiscoveredJson() {}

    static String of(DiscoveredServer server) {
        ObjectNode json = JSON.createObjectNode();
        json.put("service", server.service());
        server.environment().ifPresent(environment -> json.put("environment", environment));
        ArrayNode sources = json.putArray("sources");
        server.sources().forEach(sources::add);
        ArrayNode files = json.putArray("files");
        for (FileGroups.Group group : FileGroups.of(server.files())) {
            ObjectNode entry = files.addObject();
            ArrayNode paths = entry.putArray("paths");
            group.files().forEach(file -> paths.add(file.path().glob()));
            ArrayNode exclude = entry.putArray("exclude");
            group.exclude().forEach(exclude::add);
            LogFile first = group.first();
            entry.put("parser", first.parser());
            first.service().ifPresent(service -> entry.put("service", service));
            first.definition().forEach(entry.putObject("definition")::put);
            ArrayNode origins = entry.putArray("origins");
            ArrayNode remarks = entry.putArray("remarks");
            for (LogFile file : group.files()) {
                origins.add(file.origin().toString());
                file.remarks().forEach(remarks::add);
            }
        }
        for (Finding.Kind kind : Finding.Kind.values()) {
            ArrayNode findings = json.putArray(kind.name().toLowerCase(Locale.ROOT));
            server.findings().of(kind).forEach(finding -> findings.addObject()
                    .put("file", finding.place().file())
                    .put("line", finding.place().line())
                    .put("message", finding.message()));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts has a JSON form", e);
        }
    }
}
