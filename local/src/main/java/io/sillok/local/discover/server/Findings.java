package io.sillok.local.discover.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is found, each thing once, in the order of the reading. */
public final class Findings {

    private final Set<Finding> findings = new LinkedHashSet<>();

    /** @param message what is wrong, and how to mend it */
    public void problem(Place place, String message) {
        findings.add(new Finding(Finding.Kind.PROBLEM, place, message));
    }

    /** @param message which log is not shipped, and why */
    public void skipped(Place place, String message) {
        findings.add(new Finding(Finding.Kind.SKIPPED, place, message));
    }

    /** @param message what could not be known, and what was assumed */
    public void open(Place place, String message) {
        findings.add(new Finding(Finding.Kind.OPEN, place, message));
    }

    public List<Finding> of(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }
}
