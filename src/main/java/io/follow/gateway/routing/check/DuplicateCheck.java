package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ids are used once over all files: of two routes with the same id Camel runs the last one, and says nothing. And a group
 * has one consumer of a stream in a process: two would share its jobs between two routes.
 */
final class DuplicateCheck {

    private static final Set<String> SHIPPED_IN = Set.of("", "api/", "intake/", "operator/", "pipeline/", "templates/");

    private final RouteSet set;
    private final Metadata metadata;
    private final Surroundings surroundings;
    private final Set<String> running;

    /** @param running the names of files whose routes run already */
    DuplicateCheck(RouteSet set, Metadata metadata, Surroundings surroundings, Set<String> running) {
        this.set = set;
        this.metadata = metadata;
        this.surroundings = surroundings;
        this.running = Set.copyOf(running);
    }

    /** Somebody's claim to a name. */
    private record Claim(RouteFile file, YamlValue place, String what) {}

    void check(Findings findings) {
        Map<String, List<Claim>> ids = new LinkedHashMap<>();
        for (RouteUnit route : set.routes()) {
            YamlValue place = route.origin().idPlace();
            claim(
                    ids,
                    "route " + route.id(),
                    route.id(),
                    new Claim(
                            route.file(),
                            place,
                            "the id " + shown(route.scope(), route.origin().id(), route.id())));
            steps(route, ids);
        }
        set.definitions().stream()
                .filter(definition -> definition.isTemplate() || definition.isConfiguration())
                .forEach(definition -> claim(
                        ids,
                        definition.kind() + " " + definition.id(),
                        definition.id(),
                        new Claim(definition.file(), definition.idPlace(), "the id " + definition.id())));
        report(ids, "an id of its own", byName(), findings);
        report(consumers(), "a group of its own", byOrigin(), findings);
    }

    private static void claim(Map<String, List<Claim>> claims, String key, String name, Claim claim) {
        if (!name.isEmpty()) {
            claims.computeIfAbsent(key, any -> new ArrayList<>()).add(claim);
        }
    }

    /** The ids of steps share their names with those of routes. */
    private static void steps(RouteUnit route, Map<String, List<Claim>> ids) {
        String prefix = route.isFromTemplate() ? route.origin().body().text("prefixId") : "";
        for (Element element : route.elements()) {
            boolean inSteps = element.path().contains("steps");
            String id = inSteps && element.value().isMap() ? element.value("id") : "";
            if (!id.isEmpty()) {
                String name = prefix.isEmpty() ? id : prefix + "-" + id;
                Claim claim = new Claim(
                        route.file(),
                        route.place(element.placeOf("id")),
                        "the id " + element.shown(element.placeOf("id"), name));
                claim(ids, "route " + name, name, claim);
            }
        }
    }

    private Map<String, List<Claim>> consumers() {
        Map<String, List<Claim>> consumers = new LinkedHashMap<>();
        for (RouteUnit route : set.routes()) {
            route.input()
                    .filter(input -> input.scheme().equals("valkey-streams"))
                    .ifPresent(input -> {
                        ConsumerNames names = ConsumerNames.of(input, metadata, surroundings);
                        String stream = names.stream();
                        String group = names.group();
                        if (stream != null && group != null) {
                            YamlValue place = input.options().containsKey("group")
                                    ? input.options().get("group").place()
                                    : input.element().place();
                            claim(
                                    consumers,
                                    stream + " " + group,
                                    group,
                                    new Claim(
                                            route.file(),
                                            route.place(place),
                                            "a second consumer of the group " + shown(input, "group", group)
                                                    + " on the stream " + shown(input, "stream", stream)));
                        }
                    });
        }
        return consumers;
    }

    private static String shown(EndpointUse input, String option, String value) {
        EndpointUse.OptionValue given = input.options().get(option);
        return given == null ? value : shown(input.element().scope(), given.text(), value);
    }

    private static String shown(Scope scope, String text, String value) {
        return scope.isOpen(text) ? value : text;
    }

    private static void report(
            Map<String, List<Claim>> claims, String expected, Comparator<Claim> order, Findings findings) {
        for (List<Claim> same : claims.values()) {
            List<Claim> sorted = same.stream().sorted(order).toList();
            Claim first = sorted.get(0);
            for (Claim other : sorted.subList(1, sorted.size())) {
                findings.error(
                        other.file(),
                        other.place(),
                        other.what() + ", which " + first.file().name() + " has on line "
                                + first.place().line(),
                        expected);
            }
        }
    }

    /** What runs keeps its name, then what is in the file of that name; otherwise the order of the files decides. */
    private Comparator<Claim> byName() {
        return Comparator.comparing(
                        (Claim claim) -> !running.contains(claim.file().name()))
                .thenComparing(claim ->
                        !claim.what().equals("the id " + claim.file().source().stem()))
                .thenComparing(claim -> !isShipped(claim));
    }

    /** What runs keeps its group, then what came with the gateway. */
    private Comparator<Claim> byOrigin() {
        return Comparator.comparing(
                        (Claim claim) -> !running.contains(claim.file().name()))
                .thenComparing(claim -> !isShipped(claim));
    }

    private boolean isShipped(Claim claim) {
        String name = claim.file().name();
        String file = name.substring(name.lastIndexOf('/') + 1);
        return SHIPPED_IN.stream()
                .anyMatch(folder -> surroundings.classes().getResource("routes/" + folder + file) != null);
    }
}
