package io.follow.gateway.steps.pipeline;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Makes routes repeatable. If a route has no error handler of its own, a retry of {@code to: direct:…} repeats all of its
 * steps, and they would apply the operations of the failed run once more.
 */
public final class RepeatableRoutes implements RoutePolicyFactory {

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return new Policy();
    }

    private static final class Policy extends RoutePolicySupport {

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            ImageWork work = WorkOwner.workOf(exchange);
            if (work != null) {
                work.routeRuns().begin(work, route.getRouteId());
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            ImageWork work = WorkOwner.workOf(exchange);
            if (work != null) {
                work.routeRuns().end(work, route.getRouteId(), exchange.getException() != null);
            }
        }
    }
}
