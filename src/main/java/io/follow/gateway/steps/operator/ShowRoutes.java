package io.follow.gateway.steps.operator;

import io.follow.gateway.routing.RouteView;
import io.follow.gateway.routing.RunningRoutes;
import java.util.List;
import java.util.Map;

/** The operator's view of routes. */
public final class ShowRoutes {

    private final RunningRoutes routes;

    public ShowRoutes(RunningRoutes routes) {
        this.routes = routes;
    }

    /** Every route that runs in this process, with its state, its counts and a drawing of its steps. */
    public Map<String, List<RouteView>> list() {
        return Map.of("routes", routes.all());
    }
}
