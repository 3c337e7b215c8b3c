package io.sillok.job.drop;

import io.sillok.model.LogEvent;
import io.sillok.model.config.ConfigSection;
import java.io.Serializable;
import java.util.List;

/**
 * Which events are counted and not shown: answers to health checks, debug lines. What no parser took is never dropped, as
 * nothing is known of it.
 */
public record DropRules(List<DropRule> rules) implements Serializable {

    public static final DropRules NONE = new DropRules(List.of());

    public DropRules {
        rules = List.copyOf(rules);
    }

    /** Reads the sections of {@code drop}. */
    public static DropRules from(List<ConfigSection> sections) {
        return new DropRules(sections.stream().map(DropRule::from).toList());
    }

    public boolean drop(LogEvent event) {
        if (rules.isEmpty() || event.rejected()) {
            return false;
        }
        for (DropRule rule : rules) {
            if (rule.fits(event)) {
                return true;
            }
        }
        return false;
    }
}
