package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes that would run of a set of files, and what was found in the files.
 *
 * @param routes in the order of the files
 */
public record Outline(List<RouteOutline> routes, Report report) {

    public Outline {
        routes = List.copyOf(routes);
    }

    static Outline of(RouteSet set, Report report, Metadata metadata, Surroundings surroundings) {
        List<RouteOutline> routes = new ArrayList<>();
        for (RouteUnit route : set.routes()) {
            String address = route.input()
                    .map(input -> addressOf(input, metadata, surroundings))
                    .orElse("");
            routes.add(new RouteOutline(
                    route.id(),
                    textOrNull(route.definition().body().text("description")),
                    route.input().map(input -> pipelineOf(input, metadata)).orElse(null),
                    address,
                    route.file().name()));
        }
        return new Outline(routes, report);
    }

    /** A subscription reads results, and no jobs. */
    private static @Nullable String pipelineOf(EndpointUse input, Metadata metadata) {
        boolean readsJobs = input.scheme().equals("valkey-streams") && input.value("subscription", metadata) == null;
        return readsJobs ? input.value("pipeline", metadata) : null;
    }

    private static String addressOf(EndpointUse input, Metadata metadata, Surroundings surroundings) {
        String path = input.path();
        if (input.scheme().equals("valkey-streams")) {
            String stream = ConsumerNames.of(input, metadata, surroundings).stream();
            path = stream == null ? path : stream;
        } else if (path.isEmpty()) {
            path = metadata.component(input.scheme())
                    .map(component -> component.pathOptions().stream()
                            .map(option -> input.value(option.name(), metadata))
                            .filter(value -> value != null)
                            .collect(Collectors.joining(":")))
                    .orElse("");
        }
        return path.isEmpty() ? input.scheme() : input.scheme() + ":" + path;
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
