package io.sillok.tailer;

import io.sillok.model.config.ConfigSection;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.EdgeMaskers;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Reads {@code masking}: that records are masked before they leave this host, by a jar beside the tailer. A config that asks
 * for it where that jar is not is in error, so that nothing raw is shipped by mistake.
 */
final class MaskingAtTheEdge {

    private static final String EDGE = "edge";

    /** What a jar that is not there would read; its absence is the one problem to be told. */
    private static final List<String> KEYS = List.of("rules", "key", "secret_keys", "plain_keys", "patterns");

    private MaskingAtTheEdge() {}

    static Optional<EdgeMasker> read(ConfigSection root, boolean takesSpans) {
        if (!root.has("masking")) {
            return Optional.empty();
        }
        ConfigSection section = root.section("masking");
        String at = section.text("at");
        if (!at.isEmpty() && !at.equals(EDGE)) {
            section.problem("at", "must be edge: where else is masked does not concern the tailer");
        }
        if (takesSpans) {
            section.problem(
                    "at",
                    "cannot be edge while spans.listen takes spans: they are sent on as tracers wrote them; send spans"
                            + " to a collector that masks, or to one behind this host");
        }
        Optional<EdgeMaskers> jar = jar(section);
        if (jar.isEmpty()) {
            KEYS.forEach(section::has);
        }
        return jar.map(maskers -> maskers.of(section));
    }

    private static Optional<EdgeMaskers> jar(ConfigSection section) {
        try {
            Optional<EdgeMaskers> found = ServiceLoader.load(EdgeMaskers.class).findFirst();
            if (found.isEmpty()) {
                section.problem(
                        "at",
                        "needs sillok-edge.jar on the tailer's class path, and it is not there; nothing is shipped");
            }
            return found;
        } catch (ServiceConfigurationError | LinkageError e) {
            section.problem(
                    "at",
                    "needs a sillok-edge.jar of this version; the one on the class path cannot be used ("
                            + e.getClass().getSimpleName() + "); nothing is shipped");
            return Optional.empty();
        }
    }
}
