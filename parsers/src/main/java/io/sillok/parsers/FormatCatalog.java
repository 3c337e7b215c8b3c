package io.sillok.parsers;

import io.sillok.parsers.laravel.LaravelLineParser;
import io.sillok.parsers.nginx.NginxAccessParser;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.RecordParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parsers by name. */
public final class FormatCatalog {

    private interface Compiler {
        RecordParser compile(Definition definition) throws DefinitionException;
    }

    private static final Map<String, Compiler> PARSERS = Map.of(
            "nginx.access", NginxAccessParser::of,
            "laravel.line", LaravelLineParser::of,
            "unknown", PlainLineParser::of);

    private FormatCatalog() {}

    /** Values of {@code log.format} and of a file's {@code parser}, sorted. */
    public static Set<String> names() {
        return new TreeSet<>(PARSERS.keySet());
    }

    /** What is wrong with a parser's name or definition, in words for who wrote the config; empty if it can be used. */
    public static List<String> problems(String parser, Map<String, String> definition) {
        try {
            compile(parser, new Definition(definition));
            return List.of();
        } catch (DefinitionException e) {
            return List.of(e.getMessage());
        }
    }

    static RecordParser compile(String parser, Definition definition) throws DefinitionException {
        Compiler compiler = PARSERS.get(parser);
        if (compiler == null) {
            throw new DefinitionException("no parser is called " + parser + "; there are " + String.join(" ", names()));
        }
        return compiler.compile(definition);
    }
}
