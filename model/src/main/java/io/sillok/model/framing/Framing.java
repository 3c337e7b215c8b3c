package io.sillok.model.framing;

import java.util.Map;

/** How the files of one parser are cut into records: by line, or by a start rule. Immutable and thread-safe. */
public final class Framing {

    private static final Framing BY_LINE = new Framing(StartRules::everyLine, true);

    /** Parsers whose records span lines; all others are framed by line. */
    private static final Map<String, Framing> BY_PARSER = Map.of(
            "laravel.line", new Framing(LaravelStart::role, false),
            "nginx.error", new Framing(StartRules::nginxError, false),
            "php.error", new Framing(StartRules::phpError, false),
            "php_fpm.slow", new Framing(StartRules::phpFpmSlow, false),
            "mariadb.slow", new Framing(StartRules::mariadbSlow, false));

    private final LineRule rule;
    private final boolean byLine;

    private Framing(LineRule rule, boolean byLine) {
        this.rule = rule;
        this.byLine = byLine;
    }

    /** Key of a definition that says that each line is wrapped by a container runtime: {@code cri}, {@code docker} or {@code auto}. */
    public static final String CONTAINER = "container";

    /**
     * The framing of files of a parser and its definition. A container's log holds several streams whose lines come mixed,
     * so a record of one of them is no run of bytes: each line goes by itself, and the parser joins those of a stream.
     */
    public static Framing of(String parser, Map<String, String> definition) {
        return definition.containsKey(CONTAINER) ? BY_LINE : of(parser);
    }

    /** The framing of a parser's files, such as {@code laravel.line}; a parser without a rule of its own is framed by line. */
    public static Framing of(String parser) {
        return BY_PARSER.getOrDefault(parser, BY_LINE);
    }

    /** Whether each line is a record, so that nothing ever waits for what may follow. */
    public boolean byLine() {
        return byLine;
    }

    public Framer framer() {
        return framer(ResumePoint.FILE_START, FramingBounds.STANDARD);
    }

    public Framer framer(ResumePoint at, FramingBounds bounds) {
        return new Framer(rule, byLine, bounds, at);
    }
}
