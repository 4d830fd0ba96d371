package io.follow.gateway.routing;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultModelReifierFactory;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out, while Camel starts, a route that Camel cannot make although its file was found good. In its place stands one
 * with the same id that never starts, because Camel would give up all routes.
 */
public final class LenientRouteFactory extends DefaultModelReifierFactory {

    private static final Logger LOG = LoggerFactory.getLogger(LenientRouteFactory.class);

    private final RouteNames names;
    private final RouteFiles files;

    private LenientRouteFactory(RouteNames names, RouteFiles files) {
        this.names = names;
        this.files = files;
    }

    /** Has a Camel make its routes so; before it starts. */
    public static void install(CamelContext camel, RouteNames names, RouteFiles files) {
        camel.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .setModelReifierFactory(new LenientRouteFactory(names, files));
    }

    @Override
    public Route createRoute(CamelContext camel, Object definition) {
        try {
            return super.createRoute(camel, definition);
        } catch (RuntimeException e) {
            // An edited file is taken back by who has loaded it.
            if (camel.isStarted() || !(definition instanceof RouteDefinition route)) {
                throw e;
            }
            String name = names.of(String.valueOf(route.getInput().getLocation()));
            String line = name + ": route " + route.getRouteId() + " cannot be created: " + RouteFailure.reason(e);
            LOG.error("left out: {}", line);
            files.notMade(name, line, addressOf(camel, route));
            return super.createRoute(camel, placeholder(camel, route.getRouteId()));
        }
    }

    private static String addressOf(CamelContext camel, RouteDefinition route) {
        String address = route.getEndpointUrl();
        try {
            return camel.resolvePropertyPlaceholders(address);
        } catch (RuntimeException e) {
            // A property without a value, which may be why the route cannot be made.
            return address;
        }
    }

    private static RouteDefinition placeholder(CamelContext camel, String id) {
        RouteDefinition route = new RouteDefinition();
        route.from("direct:left-out-" + id).routeId(id).autoStartup(false);
        route.stop();
        RouteDefinitionHelper.prepareRoute(camel, route);
        route.markPrepared();
        return route;
    }
}
