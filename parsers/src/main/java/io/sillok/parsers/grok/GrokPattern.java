package io.sillok.parsers.grok;

import io.sillok.parsers.grok.automaton.Program;
import io.sillok.parsers.grok.regex.Backtracking;
import io.sillok.parsers.grok.regex.NotCompilableException;
import io.sillok.parsers.grok.regex.Regex;
import io.sillok.parsers.grok.regex.RegexParser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** One pattern, ready to match. Thread-safe. */
public final class GrokPattern {

    private final PatternDefinition definition;
    private final Expansion expansion;
    private final ReferenceEngine reference;
    private final Backtracking backtracking;
    private final Program program;
    private final String notCompiled;
    private final boolean namesDiffer;
    private final LongAdder overBudget = new LongAdder();

    private GrokPattern(PatternDefinition definition, Expansion expansion) {
        this.definition = definition;
        this.expansion = expansion;
        this.reference = new ReferenceEngine(expansion);
        this.namesDiffer =
                expansion.fields().stream().map(GrokField::name).distinct().count()
                        == expansion.fields().size();
        Backtracking growth = null;
        Program compiled = null;
        String reason = null;
        try {
            Regex regex = RegexParser.parse(expansion.regex());
            growth = Backtracking.of(regex);
            compiled = Program.compile(regex);
        } catch (NotCompilableException e) {
            reason = e.getMessage();
        }
        this.backtracking = growth;
        this.program = compiled;
        this.notCompiled = reason;
    }

    static GrokPattern compile(PatternDefinition definition, PatternLibrary library) throws GrokSyntaxException {
        return new GrokPattern(definition, Expansion.of(definition, library));
    }

    public PatternDefinition definition() {
        return definition;
    }

    /** In the order of their groups; a name may stand more than once. */
    public List<GrokField> fields() {
        return expansion.fields();
    }

    /** Whether no two fields have the same name. */
    boolean namesDiffer() {
        return namesDiffer;
    }

    /** What a backtracking engine makes of the pattern; empty if that cannot be told. */
    public Optional<Backtracking> backtracking() {
        return Optional.ofNullable(backtracking);
    }

    /** What the pattern stands for, in {@link java.util.regex.Pattern}'s syntax: field i is its group {@code name}i. */
    public String regex() {
        return expansion.regex();
    }

    /** How many lines cost too much. */
    public long overBudget() {
        return overBudget.sum();
    }

    /** Why the regex engine is asked for every line; empty if the pattern could be compiled. */
    public Optional<String> notCompiled() {
        return Optional.ofNullable(notCompiled);
    }

    Optional<Program> program() {
        return Optional.ofNullable(program);
    }

    ReferenceEngine reference() {
        return reference;
    }

    void countOverBudget() {
        overBudget.increment();
    }
}
