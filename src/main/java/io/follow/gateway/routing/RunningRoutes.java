package io.follow.gateway.routing;

import io.follow.gateway.component.streams.ValkeyStreamsEndpoint;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.routing.RouteStatistics.LastError;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** The routes that run in this process, those of pipelines first. */
public final class RunningRoutes {

    private final Supplier<CamelContext> camel;
    private final Pipelines pipelines;
    private final RouteStatistics statistics;

    /** @param camel asked for when the routes are, because the context needs the beans that need this */
    public RunningRoutes(Supplier<CamelContext> camel, Pipelines pipelines, RouteStatistics statistics) {
        this.camel = camel;
        this.pipelines = pipelines;
        this.statistics = statistics;
    }

    /** All of them. */
    public List<RouteView> all() {
        CamelContext context = camel.get();
        Map<String, String> names = pipelines.running().stream()
                .collect(Collectors.toMap(Pipeline::routeId, Pipeline::name, (one, other) -> one));
        Function<RouteView, Boolean> isOther = route -> route.pipeline() == null;
        return context.getRoutes().stream()
                .map(route -> view(context, route, names.get(route.getRouteId())))
                .sorted(Comparator.comparing(isOther).thenComparing(RouteView::id))
                .toList();
    }

    private RouteView view(CamelContext context, Route route, @Nullable String pipeline) {
        String id = route.getRouteId();
        RouteStatistics.Counts counts = statistics.of(id);
        LastError error = counts.lastError();
        RouteDefinition definition = context instanceof ModelCamelContext model ? model.getRouteDefinition(id) : null;
        List<RouteStep> steps = definition == null ? List.of() : RouteSteps.of(definition);
        String from = fromOf(route);
        ServiceStatus status = context.getRouteController().getRouteStatus(id);
        return new RouteView(
                id,
                route.getDescription(),
                pipeline,
                status == null ? "unknown" : status.name().toLowerCase(Locale.ROOT),
                from,
                counts.ended(),
                counts.failed(),
                context.getInflightRepository().size(id),
                error == null ? null : error.text(),
                error == null ? null : WireTime.format(error.at()),
                steps,
                RouteDrawing.of(from, steps));
    }

    private static String fromOf(Route route) {
        return route.getEndpoint() instanceof ValkeyStreamsEndpoint endpoint
                ? "valkey-streams:" + endpoint.getConfiguration().getStream()
                : RouteSteps.endpoint(route.getEndpoint().getEndpointUri());
    }
}
