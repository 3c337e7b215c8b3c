package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import io.sillok.local.discover.server.Zones;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An nginx as its config tells it: its sites and its logs. */
public final class Nginx {

    /** Directives of http; at the top they show that a part of a config was named. */
    private static final Set<String> OF_HTTP =
            Set.of("server", "access_log", "log_format", "upstream", "location", "map");

    private final Findings findings;
    private final NginxLayout layout;
    private final Directive main;
    private final List<Directive> https;

    private Nginx(Findings findings, NginxLayout layout, Directive main) {
        this.findings = findings;
        this.layout = layout;
        this.main = main;
        List<Directive> found = new ArrayList<>(main.children("http").toList());
        List<Directive> bare = main.block().stream()
                .filter(directive -> OF_HTTP.contains(directive.name()))
                .toList();
        if (!bare.isEmpty()) {
            findings.open(
                    main.place(),
                    bare.get(0).name() + " stands outside of http, so the file was read as a part of a config; name the"
                            + " main one (nginx.conf), which has the log_formats");
            found.add(new Directive("http", List.of(), bare, main.place()));
        }
        this.https = List.copyOf(found);
    }

    /**
     * @param config absolute path of the main config
     * @param prefix what nginx is told with {@code -p}
     */
    public static Nginx read(ServerTree tree, Findings findings, String config, Optional<String> prefix) {
        NginxLayout layout = NginxLayout.of(tree, config, prefix);
        List<Directive> directives =
                new NginxConfig(tree, findings, NginxLayout.parent(config)).read(config, Place.of(config));
        return new Nginx(findings, layout, new Directive("", List.of(), directives, Place.of(config)));
    }

    public List<Site> sites() {
        return https.stream()
                .flatMap(http -> {
                    Sites sites = new Sites(http, layout);
                    return http.children("server").map(server -> sites.of(http, server));
                })
                .toList();
    }

    /** @param services the service of a site */
    public void logs(Function<Site, Optional<String>> services, Zones zones, LogFiles files) {
        for (Directive http : https) {
            new HttpLogs(http, layout, services, findings).addTo(files);
        }
        errorLogs(services, zones, files);
        streamLogs();
    }

    private void errorLogs(Function<Site, Optional<String>> services, Zones zones, LogFiles files) {
        if (main.block().isEmpty()) {
            return; // it could not be read, so nothing is known of it
        }
        boolean wholeConfig = main.children("http").findAny().isPresent()
                || main.children("events").findAny().isPresent();
        if (wholeConfig && main.children("error_log").findAny().isEmpty()) {
            errorLog(
                    new Directive("error_log", List.of(layout.errorLog()), List.of(), main.place()),
                    Optional.empty(),
                    zones,
                    files);
        }
        main.children("error_log").forEach(directive -> errorLog(directive, Optional.empty(), zones, files));
        for (Directive part : main.block()) {
            Set<String> parts = Set.of("mail", "stream");
            if (parts.contains(part.name())) {
                part.within(directive -> false)
                        .filter(directive -> directive.name().equals("error_log"))
                        .forEach(directive -> errorLog(directive, Optional.empty(), zones, files));
            }
        }
        for (Directive http : https) {
            Sites sites = new Sites(http, layout);
            http.children("error_log").forEach(directive -> errorLog(directive, Optional.empty(), zones, files));
            http.children("server").forEach(server -> {
                Optional<String> service = services.apply(sites.of(http, server));
                server.within(directive -> false)
                        .filter(directive -> directive.name().equals("error_log"))
                        .forEach(directive -> errorLog(directive, service, zones, files));
            });
        }
    }

    private void errorLog(Directive directive, Optional<String> service, Zones zones, LogFiles files) {
        ErrorLog.of(directive, layout, service, zones.ofSystem(), findings).ifPresent(files::add);
    }

    /** Connections without HTTP: other variables, and no requests. */
    private void streamLogs() {
        main.children("stream")
                .flatMap(stream -> stream.within(directive -> false))
                .filter(directive -> directive.name().equals("access_log") && !AccessLog.isOff(directive))
                .forEach(directive -> findings.skipped(
                        directive.place(),
                        "access_log " + directive.argument(0) + " is of stream, not of HTTP: its log_format has other"
                                + " variables; parser unknown or grok can read it"));
    }
}
