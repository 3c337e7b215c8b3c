package io.sillok.parsers;

import static java.util.Map.entry;

import io.sillok.parsers.fpm.FpmAccessParser;
import io.sillok.parsers.fpm.FpmErrorAssembly;
import io.sillok.parsers.fpm.FpmSlowParser;
import io.sillok.parsers.grok.GrokParser;
import io.sillok.parsers.laravel.LaravelJsonParser;
import io.sillok.parsers.laravel.LaravelLineAssembly;
import io.sillok.parsers.mariadb.MariadbSlowParser;
import io.sillok.parsers.nginx.NginxAccessParser;
import io.sillok.parsers.nginx.NginxErrorParser;
import io.sillok.parsers.php.PhpErrorAssembly;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.FileAssembly;
import io.sillok.parsers.record.RecordParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parsers by name. */
public final class FormatCatalog {

    private interface Compiler {
        FileAssembly compile(Definition definition) throws DefinitionException;
    }

    private interface RecordCompiler {
        RecordParser compile(Definition definition) throws DefinitionException;
    }

    private static final Map<String, Compiler> PARSERS = Map.ofEntries(
            entry("grok", each(GrokParser::of)),
            entry("laravel.json", each(LaravelJsonParser::of)),
            entry("laravel.line", LaravelLineAssembly::of),
            entry("mariadb.slow", each(MariadbSlowParser::of)),
            entry("nginx.access", each(NginxAccessParser::of)),
            entry("nginx.error", each(NginxErrorParser::of)),
            entry("php.error", PhpErrorAssembly::of),
            entry("php_fpm.access", each(FpmAccessParser::of)),
            entry("php_fpm.error", FpmErrorAssembly::of),
            entry("php_fpm.slow", each(FpmSlowParser::of)),
            entry("unknown", each(PlainLineParser::of)));

    private FormatCatalog() {}

    private static Compiler each(RecordCompiler records) {
        return definition -> new SingleRecords(records.compile(definition));
    }

    /** Values of {@code log.format} and of a file's {@code parser}, sorted. */
    public static Set<String> names() {
        return new TreeSet<>(PARSERS.keySet());
    }

    /** What is wrong with a parser's name or definition, in words for who wrote the config; empty if it can be used. */
    public static List<String> problems(String parser, Map<String, String> definition) {
        try {
            if (definition.containsKey(Definition.CONTAINER)) {
                ContainerLog.check(parser, definition);
            }
            compile(parser, new Definition(definition));
            return List.of();
        } catch (DefinitionException e) {
            return List.of(e.getMessage());
        }
    }

    static FileAssembly compile(String parser, Definition definition) throws DefinitionException {
        Compiler compiler = PARSERS.get(parser);
        if (compiler == null) {
            throw new DefinitionException("no parser is called " + parser + "; there are " + String.join(" ", names()));
        }
        return compiler.compile(definition);
    }
}
