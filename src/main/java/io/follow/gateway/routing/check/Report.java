package io.follow.gateway.routing.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found in a set of files.
 *
 * @param files how many there are
 * @param routes how many would run
 * @param inputs what the routes read that would run
 */
public record Report(List<Finding> findings, int files, int routes, List<Input> inputs) {

    /**
     * A stream that a route reads.
     *
     * @param stream its name, or an empty text where only a run knows it
     * @param pipeline the pipeline that the route is, or an empty text
     */
    public record Input(String stream, String pipeline) {}

    public Report {
        findings = List.copyOf(findings);
        inputs = List.copyOf(inputs);
    }

    /** The findings of one kind, in the order of the files. */
    public List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** The names of the files that cannot be loaded. */
    public Set<String> broken() {
        Set<String> names = new LinkedHashSet<>();
        of(Severity.ERROR).forEach(finding -> names.add(finding.file()));
        return names;
    }

    public boolean hasErrors() {
        return !broken().isEmpty();
    }
}
