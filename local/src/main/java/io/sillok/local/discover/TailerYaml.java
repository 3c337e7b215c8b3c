package io.sillok.local.discover;

import io.sillok.local.discover.server.Finding;
import io.sillok.local.discover.server.LogFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a tailer's config, with comments for what its reader has to know. */
final class TailerYaml {

    private static final String NO_BROKER = "localhost:9092";

    private static final String ENTRY = "      ";

    private final StringBuilder yaml = new StringBuilder();

    private TailerYaml() {}

    /** @param brokers {@code bootstrap.servers}, if it was told */
    static String of(DiscoveredServer server, Optional<String> brokers) {
        TailerYaml writer = new TailerYaml();
        writer.head(server);
        writer.settings(server, brokers);
        writer.line("files:");
        FileGroups.of(server.files()).forEach(writer::group);
        return writer.yaml.toString();
    }

    private void head(DiscoveredServer server) {
        comment("A tailer's config, written by sillok discover from");
        server.sources().forEach(source -> comment("  " + source));
        findings(server, Finding.Kind.PROBLEM, "Wrong there, so something may be missing here:");
        findings(server, Finding.Kind.OPEN, "Please check:");
        findings(server, Finding.Kind.SKIPPED, "Not shipped:");
        line("");
    }

    private void findings(DiscoveredServer server, Finding.Kind kind, String heading) {
        List<Finding> findings = server.findings().of(kind);
        if (!findings.isEmpty()) {
            line("#");
            comment(heading);
            findings.forEach(finding -> comment("- " + finding));
        }
    }

    private void settings(DiscoveredServer server, Optional<String> brokers) {
        comment("From " + server.serviceFrom() + ".");
        line("service: " + YamlText.of(server.service()));
        if (server.environment().isPresent()) {
            line("environment: " + YamlText.of(server.environment().get()));
        } else {
            comment("No application tells its environment; such as production:");
            line("#environment: production");
        }
        comment("For the positions; it must survive restarts.");
        line("data: /var/lib/sillok");
        line("kafka:");
        if (brokers.isEmpty()) {
            comment("No config of the server tells Kafka's address: put yours here.", "  ");
        }
        line("  bootstrap.servers: " + YamlText.of(brokers.orElse(NO_BROKER)));
    }

    private void group(FileGroups.Group group) {
        line("  - paths:");
        for (LogFile file : group.files()) {
            comment(file.origin().toString(), ENTRY);
            file.remarks().forEach(remark -> comment("  " + remark, ENTRY));
            line(ENTRY + "- " + YamlText.of(file.path().glob()));
        }
        if (!group.exclude().isEmpty()) {
            line("    exclude:");
            group.exclude().forEach(path -> line(ENTRY + "- " + YamlText.of(path)));
        }
        line("    parser: " + group.first().parser());
        group.first().service().ifPresent(service -> line("    service: " + YamlText.of(service)));
        Map<String, String> definition = group.first().definition();
        if (!definition.isEmpty()) {
            line("    definition:");
            definition.forEach((key, value) -> line("      " + key + ": " + YamlText.of(value)));
        }
    }

    private void comment(String text) {
        comment(text, "");
    }

    private void comment(String text, String indent) {
        line(indent + "# " + Finding.printable(text));
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }
}
