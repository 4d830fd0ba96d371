package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks route files without running anything. A file with an error is left out, and so is what depends on it; the rest is
 * checked without them, as it would run.
 */
public final class RouteChecker {

    private final Surroundings surroundings;
    private final Metadata metadata;
    private final BeanCheck beans;
    private final PropertyCheck properties;
    private final ValueCheck values;
    private final EndpointCheck endpoints;
    private final DslCheck dsl;
    private final TemplateRuleCheck templates;

    /** @param rules for the parameters of templates that the gateway knows */
    public RouteChecker(Surroundings surroundings, List<TemplateRule> rules) {
        this.surroundings = surroundings;
        this.metadata = new Metadata(surroundings.classes());
        this.beans = new BeanCheck(surroundings);
        this.properties = new PropertyCheck(surroundings, beans);
        this.values = new ValueCheck(surroundings, metadata);
        this.endpoints = new EndpointCheck(surroundings, metadata, beans);
        this.dsl = new DslCheck(surroundings, metadata);
        this.templates = new TemplateRuleCheck(rules);
    }

    /** Checks files that would be loaded together. */
    public Report check(List<RouteSource> sources) {
        return check(sources, Set.of());
    }

    /** The routes of files that would be loaded together; those of files with an error are left out. */
    public Outline outline(List<RouteSource> sources) {
        Findings findings = new Findings();
        RouteSet set = check(sources, Set.of(), findings);
        return Outline.of(set, report(sources, set, findings), metadata, surroundings);
    }

    /** Checks files that would be loaded together, and how they are written. */
    public Report checkWithStyle(List<RouteSource> sources) {
        Findings findings = new Findings();
        RouteSet set = check(sources, Set.of(), findings);
        new StyleCheck(set).check(findings);
        return report(sources, set, findings);
    }

    /**
     * Checks files of which some are in use.
     *
     * @param running the names of those whose routes run already: of two that claim the same name, they keep it
     */
    public Report check(List<RouteSource> sources, Set<String> running) {
        Findings findings = new Findings();
        RouteSet set = check(sources, running, findings);
        return report(sources, set, findings);
    }

    private RouteSet check(List<RouteSource> sources, Set<String> running, Findings findings) {
        LeftOut leftOut = new LeftOut();
        List<RouteFile> good = new ArrayList<>();
        for (RouteSource source : sources) {
            YamlReader.read(source, findings).ifPresentOrElse(good::add, () -> leftOut.add(source));
        }
        good.forEach(file -> dsl.check(file, findings));
        leaveOut(good, leftOut, findings);
        RouteSet alone = new RouteSet(good, surroundings);
        alone.definitions().forEach(definition -> definition(definition, alone, findings));
        leaveOut(good, leftOut, findings);
        return together(good, leftOut, running, findings);
    }

    /** Leaves out what does not fit the rest, until the rest fits together. */
    private RouteSet together(List<RouteFile> good, LeftOut leftOut, Set<String> running, Findings findings) {
        while (true) {
            int before = good.size();
            RouteSet set = new RouteSet(good, surroundings);
            Findings wrong = new Findings();
            new ReferenceCheck(set, metadata, leftOut, surroundings.hasOtherRoutes()).check(wrong);
            new DuplicateCheck(set, metadata, surroundings, running).check(wrong);
            fromTemplates(set, wrong);
            new JobRouteCheck(set, metadata).check(wrong);
            // Warnings are for the files that stay.
            wrong.all().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .forEach(findings::add);
            leaveOut(good, leftOut, findings);
            if (good.size() == before) {
                wrong.all().forEach(findings::add);
                return set;
            }
        }
    }

    /** What is wrong in a definition by itself. */
    private void definition(Definition definition, RouteSet set, Findings findings) {
        Scope scope = set.scopeOf(definition);
        properties.check(definition, scope, set.beans(), findings);
        Element.in(definition, scope).forEach(element -> element(element, set.beans(), findings));
    }

    private void element(Element element, Set<String> local, Findings findings) {
        values.check(element, findings);
        beans.check(element, local, findings);
        EndpointUse.of(element).ifPresent(endpoint -> endpoints.check(endpoint, local, findings));
    }

    /** What is wrong in a route because of the parameters that it gives to its template. */
    private void fromTemplates(RouteSet set, Findings findings) {
        for (RouteUnit route : set.routes()) {
            // What a rule finds is told once, and not as what it does to the steps of the template as well.
            if (route.isFromTemplate() && !templates.isBroken(route, findings)) {
                insideTemplate(route, set, findings);
            }
        }
    }

    private void insideTemplate(RouteUnit route, RouteSet set, Findings findings) {
        Findings inside = new Findings();
        route.elements().forEach(element -> element(element, set.beans(), inside));
        YamlValue place = route.place(route.definition().place());
        inside.all()
                .forEach(finding -> findings.add(new Finding(
                        finding.severity(),
                        route.file().name(),
                        place.line(),
                        place.column(),
                        finding.found() + " on line " + finding.line() + " of "
                                + route.definition().file().name(),
                        finding.expected(),
                        finding.nearest())));
    }

    private static void leaveOut(List<RouteFile> good, LeftOut leftOut, Findings findings) {
        Set<String> broken = new HashSet<>();
        findings.all().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(finding -> broken.add(finding.file()));
        good.stream().filter(file -> broken.contains(file.name())).forEach(leftOut::add);
        good.removeIf(file -> broken.contains(file.name()));
    }

    private Report report(List<RouteSource> sources, RouteSet set, Findings findings) {
        Map<String, Integer> order = new HashMap<>();
        sources.forEach(source -> order.putIfAbsent(source.name(), order.size()));
        List<Finding> sorted = findings.all().stream()
                .sorted(Comparator.comparing((Finding finding) -> order.getOrDefault(finding.file(), order.size()))
                        .thenComparing(Finding::line)
                        .thenComparing(Finding::column))
                .toList();
        List<Report.Input> inputs = set.routes().stream()
                .flatMap(route -> route.input().stream())
                .filter(input -> input.scheme().equals("valkey-streams"))
                .map(input -> new Report.Input(text(input, "stream"), text(input, "pipeline")))
                .toList();
        return new Report(sorted, sources.size(), set.routes().size(), inputs);
    }

    private String text(EndpointUse input, String option) {
        String value = input.value(option, metadata);
        return value == null ? "" : value;
    }
}
