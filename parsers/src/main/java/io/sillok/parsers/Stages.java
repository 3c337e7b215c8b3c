package io.sillok.parsers;

import static java.util.Map.entry;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.container.CriLine;
import io.sillok.parsers.container.DockerLine;
import io.sillok.parsers.fpm.FpmAccessParser;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import io.sillok.parsers.nginx.NginxAccessParser;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.template.LineTemplate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells how records become events, step by step: what {@link FileParser} does, done once more for the telling.
 *
 * <p>Thread-safe.
 */
public final class Stages {

    /** The patterns that begin the records of formats without a template. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            entry("laravel.line", "LARAVEL_HEADER"),
            entry("nginx.error", "NGINX_ERROR_PREFIX"),
            entry("php.error", "PHP_ERROR_PREFIX"),
            entry("php_fpm.error", "FPM_PREFIX"),
            entry("php_fpm.slow", "FPM_SLOW_HEADER"));

    private final SliceSource source;
    private final Definition definition;
    private final Optional<LineTemplate> template;
    private final Optional<BoundedGrok> prefix;

    private Stages(
            SliceSource source, Definition definition, Optional<LineTemplate> template, Optional<BoundedGrok> prefix) {
        this.source = source;
        this.definition = definition;
        this.template = template;
        this.prefix = prefix;
    }

    public static Stages of(SliceSource source) {
        Definition definition = new Definition(source.definition());
        Optional<BoundedGrok> prefix = Optional.ofNullable(PREFIXES.get(source.parser()))
                .map(name -> BundledPatterns.compile("%{" + name + "}"));
        return new Stages(source, definition, template(source.parser(), definition), prefix);
    }

    /** Empty too for a definition that is in error: every event of the file says so. */
    private static Optional<LineTemplate> template(String parser, Definition definition) {
        try {
            return switch (parser) {
                case "nginx.access" -> NginxAccessParser.template(definition);
                case "php_fpm.access" -> FpmAccessParser.template(definition);
                default -> Optional.empty();
            };
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    /** What was done to a record before there was an event of it. */
    public List<Stage> ofRecord(byte[] record) {
        List<Stage> stages = new ArrayList<>();
        String text = new String(record, StandardCharsets.UTF_8).stripTrailing();
        if (definition.text(Definition.CONTAINER).isPresent()) {
            Optional<DockerLine> docker = DockerLine.parse(text);
            Optional<CriLine> cri = CriLine.parse(record, 0, record.length, true);
            stages.add(new Stage("container", container(docker, cri)));
            text = docker.map(DockerLine::log)
                    .or(() -> cri.map(line ->
                            new String(record, line.content(), record.length - line.content(), StandardCharsets.UTF_8)))
                    .orElse(text)
                    .stripTrailing();
        }
        stages.add(new Stage("detection", detection(text)));
        String whole = text;
        template.ifPresent(form -> stages.add(new Stage("template", template(form, whole))));
        prefix.ifPresent(form -> stages.add(new Stage("prefix", prefix(form, whole))));
        if (template.isEmpty() && prefix.isEmpty()) {
            stages.add(new Stage("parser", source.parser() + " reads all " + text.length() + " characters"));
        }
        return stages;
    }

    private static String container(Optional<DockerLine> docker, Optional<CriLine> cri) {
        if (docker.isPresent()) {
            return "docker: " + docker.get().note().stream()
                    + (docker.get().log().endsWith("\n") ? "" : ", goes on in the next line of it");
        }
        return cri.map(line -> "cri: " + line.content() + " bytes taken, "
                        + line.note().stream()
                        + (line.partial() ? ", goes on in the next line of it" : ""))
                .orElse("no runtime's line: taken as it stands");
    }

    private String detection(String text) {
        String line = text.lines().findFirst().orElse("");
        List<String> tried = FormatDetector.tried(line);
        Optional<DetectedFormat> found = FormatDetector.sniff(line);
        String used = "; read as " + source.parser();
        return found.map(format -> format.parser() + " after "
                        + (tried.size() - 1)
                        + " others"
                        + (format.parser().equals(source.parser()) ? "" : used))
                .orElse("none of " + String.join(" ", tried) + used);
    }

    private static String template(LineTemplate template, String line) {
        LineTemplate.Match match = template.match(line);
        if (match instanceof LineTemplate.Values found) {
            StringBuilder taken = new StringBuilder("took all " + line.length() + " characters:");
            for (int i = 0; i < found.values().size(); i++) {
                taken.append(' ')
                        .append(template.slots().get(i))
                        .append('=')
                        .append(found.values().get(i).length());
            }
            return taken.toString();
        }
        return match instanceof LineTemplate.NoMatch none
                ? "failed at character " + (none.at() + 1) + " of " + line.length() + ", where " + none.expected()
                        + " is expected"
                : "given up: more steps than a line is worth";
    }

    private static String prefix(BoundedGrok prefix, String text) {
        BoundedGrok.Result result = prefix.match(text);
        if (result instanceof BoundedGrok.Captures taken) {
            return "took " + taken.end() + " of " + text.length() + " characters: "
                    + String.join(" ", new TreeSet<>(taken.fields().keySet()));
        }
        return result instanceof BoundedGrok.OverBudget
                ? "given up: more steps than a line is worth"
                : "is no beginning of a record: goes on with what came before, or is rejected";
    }

    /** What a record's event says, by the step that found it. */
    public static List<Stage> ofEvent(LogEvent event) {
        List<Stage> stages = new ArrayList<>();
        event.text(Fields.ERROR_TYPE)
                .filter(type -> type.startsWith(Fields.REJECTED_PREFIX))
                .ifPresent(type -> stages.add(new Stage("rejected", type)));
        event.text(Fields.INNER_FORMAT)
                .ifPresent(format -> stages.add(new Stage("inner", format.isEmpty() ? "plain text" : format)));
        stages.add(new Stage("time", event.timestamp().map(Object::toString).orElse("none is told")));
        stages.add(new Stage(
                "severity",
                event.severity()
                        .map(severity -> severity.text() + " (" + severity.number() + ")")
                        .orElse("none is told")));
        stages.add(new Stage(
                "ids",
                event.traceId()
                        .map(trace -> "trace " + trace.hex()
                                + event.spanId()
                                        .map(span -> ", span " + span.hex())
                                        .orElse(""))
                        .orElse("no trace")));
        event.text(Fields.EXCEPTION_TYPE).ifPresent(type -> stages.add(new Stage("exception", exception(type, event))));
        stages.add(new Stage(
                "fields",
                event.attributes().size() + ": "
                        + String.join(" ", event.attributes().keySet())));
        return stages;
    }

    private static String exception(String type, LogEvent event) {
        int frames = event.attributes().get(Fields.EXCEPTION_FRAMES) instanceof List<?> list ? list.size() : 0;
        return type + ", " + frames + " frames, "
                + event.text(Fields.EXCEPTION_FINGERPRINT)
                        .map(fingerprint -> "fingerprint " + fingerprint)
                        .orElse("no fingerprint: the stack was cut");
    }
}
