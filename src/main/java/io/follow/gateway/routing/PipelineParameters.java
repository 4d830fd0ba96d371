package io.follow.gateway.routing;

import io.follow.gateway.settings.InvalidSettingException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * The policy of the routes from the template {@code image-pipeline}: refuses one with a parameter that cannot be used, which
 * would otherwise make a dead letter of every job.
 */
public final class PipelineParameters extends RoutePolicySupport {

    private final PipelineRule rule = new PipelineRule();
    private final boolean embedded;

    /** @param embedded whether the gateway starts its own server, whose jobs no other process can read */
    public PipelineParameters(boolean embedded) {
        this.embedded = embedded;
    }

    @Override
    public void onInit(Route route) {
        CamelContext context = route.getCamelContext();
        RouteDefinition definition =
                context instanceof ModelCamelContext model ? model.getRouteDefinition(route.getRouteId()) : null;
        Map<String, Object> parameters = definition == null ? null : definition.getTemplateParameters();
        if (parameters == null) {
            // A route of somebody's own, whose steps hold the values.
            return;
        }
        try {
            rule.check(name -> text(context, parameters.get(name)));
            checkWorkers(text(context, parameters.get("workers")));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("pipeline " + route.getRouteId() + ": " + e.getMessage());
        }
    }

    private void checkWorkers(String workers) {
        if (embedded && workers.equals("0")) {
            throw new IllegalArgumentException(
                    "found workers=0 and the gateway starts its own server, whose jobs no other"
                            + " process can read; expected 1 or more, or a server such as REDIS_URL");
        }
    }

    /** The value of a parameter, which may hold placeholders; an empty text for none. */
    private static String text(CamelContext context, @Nullable Object value) {
        return value == null
                ? ""
                : context.resolvePropertyPlaceholders(value.toString()).strip();
    }
}
