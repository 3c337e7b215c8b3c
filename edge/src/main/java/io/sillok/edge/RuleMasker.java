package io.sillok.edge;

import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.framing.Framing;
import io.sillok.parsers.mask.LineMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.parsers.record.DefinitionException;
import java.util.Map;

/** All files' masker: the rules, what is remembered of all files together, and what was counted. Thread-safe. */
final class RuleMasker implements EdgeMasker {

    private final MaskSettings settings;
    private final TextOfRecords texts;
    private final Memory memory = new Memory();
    private final MaskCounts counts = new MaskCounts();

    RuleMasker(MaskSettings settings) {
        this.settings = settings;
        this.texts = new TextOfRecords(new LineMasker(settings), counts);
    }

    @Override
    public FileMasker file(String parser, Map<String, String> definition) {
        try {
            if (definition.containsKey(Framing.CONTAINER)) {
                return new JoinedLines(texts, new ContainerLines(texts, parser, definition));
            }
            return parser.equals("php_fpm.error")
                    ? new JoinedLines(texts, new FpmLines(texts, definition))
                    : new FramedRecords(texts, memory, NamedFields.of(parser, definition, settings));
        } catch (DefinitionException e) {
            // Its events will be rejected with that reason; until then nothing is known of its lines.
            return new WholeLines(texts);
        }
    }

    @Override
    public Map<String, Long> maskedFields() {
        return counts.byRule();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleMasker same && settings.equals(same.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }
}
