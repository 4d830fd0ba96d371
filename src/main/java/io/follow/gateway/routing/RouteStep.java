package io.follow.gateway.routing;

import java.util.List;

/**
 * A step of a route, as people see it.
 *
 * @param kind the word of the language of routes, for example {@code bean}
 * @param label what it does; without parameters, which may hold secrets
 * @param steps those inside
 */
public record RouteStep(String kind, String label, List<RouteStep> steps) {

    public RouteStep {
        steps = List.copyOf(steps);
    }
}
