package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The access logs of an {@code http} block. Those that a level names replace those of the level above; {@code off} leaves
 * none. A log counts as written if it is in effect in a server, or in a place in one.
 */
final class HttpLogs {

    private static final Set<String> PLACES = Set.of("location", "if", "limit_except");

    private final Directive http;
    private final NginxLayout layout;
    private final Function<Site, Optional<String>> services;
    private final Findings findings;
    private final Map<String, AccessFormat> formats;
    private final Map<Directive, Optional<AccessLog>> read = new LinkedHashMap<>();

    /** The logs that are in effect somewhere, and the service there. */
    private record Effective(List<AccessLog> logs, Optional<String> service) {}

    HttpLogs(Directive http, NginxLayout layout, Function<Site, Optional<String>> services, Findings findings) {
        this.http = http;
        this.layout = layout;
        this.services = services;
        this.findings = findings;
        this.formats = AccessFormat.of(http, findings);
    }

    void addTo(LogFiles files) {
        List<AccessLog> standard = own(
                new Directive(
                        "http",
                        List.of(),
                        List.of(new Directive("access_log", List.of(layout.accessLog()), List.of(), http.place())),
                        http.place()),
                List.of());
        List<AccessLog> top = own(http, standard);
        Sites sites = new Sites(http, layout);
        List<Effective> effective = new ArrayList<>();
        http.children("server").forEach(server -> {
            Optional<String> service = services.apply(sites.of(http, server));
            List<AccessLog> logs = own(server, top);
            effective.add(new Effective(logs, service));
            places(server, logs, service, effective);
        });
        if (effective.isEmpty()) {
            effective.add(new Effective(top, Optional.empty()));
        }
        Set<String> counted =
                CountedLogs.of(effective.stream().map(Effective::logs).toList());
        for (Effective place : effective) {
            place.logs()
                    .forEach(log -> files.add(log.file(
                            place.service(), counted.contains(log.path().text()))));
        }
    }

    private void places(
            Directive level, List<AccessLog> inherited, Optional<String> service, List<Effective> effective) {
        for (Directive child : level.block()) {
            if (PLACES.contains(child.name())) {
                List<AccessLog> logs = own(child, inherited);
                if (child.children("access_log").findAny().isPresent()) {
                    effective.add(new Effective(logs, service));
                }
                places(child, logs, service, effective);
            }
        }
    }

    private List<AccessLog> own(Directive level, List<AccessLog> inherited) {
        List<Directive> directives = level.children("access_log").toList();
        if (directives.isEmpty()) {
            return inherited;
        }
        if (directives.stream().anyMatch(AccessLog::isOff)) {
            return List.of();
        }
        return directives.stream()
                .flatMap(directive ->
                        read
                                .computeIfAbsent(directive, unread -> AccessLog.of(unread, formats, layout, findings))
                                .stream())
                .toList();
    }
}
