package io.follow.gateway.routing;

import io.follow.gateway.component.streams.ValkeyStreamsConfiguration;
import io.follow.gateway.component.streams.ValkeyStreamsEndpoint;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.webhook.Webhook;
import io.follow.gateway.webhook.Webhooks;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Reads webhooks off the routes from the template {@code webhook}. The values come from the parameters of the template and
 * not from the steps, where a secret would be part of a text that may be shown.
 *
 * <p>As the policy of these routes it refuses their start while a value cannot be used, unless they read nothing here.
 */
public final class RunningWebhooks extends RoutePolicySupport implements Webhooks {

    private final Supplier<CamelContext> camel;

    /** @param camel asked for when a webhook is, because the context needs the beans that need this */
    public RunningWebhooks(Supplier<CamelContext> camel) {
        this.camel = camel;
    }

    @Override
    public void onInit(Route route) {
        if (route.getEndpoint() instanceof ValkeyStreamsEndpoint endpoint && !endpoint.isReading()) {
            // Sends nothing, so this process need not have the secret.
            return;
        }
        try {
            of(route.getCamelContext(), route);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("webhook " + route.getRouteId() + ": " + e.getMessage());
        }
    }

    @Override
    public Webhook ofRoute(String routeId) {
        CamelContext context = camel.get();
        Route route = context.getRoute(routeId);
        if (route == null) {
            throw new IllegalArgumentException("found no route " + routeId + ", expected one that runs");
        }
        return of(context, route);
    }

    private static Webhook of(CamelContext context, Route route) {
        Parameters parameters = new Parameters(context, parametersOf(context, route.getRouteId()));
        return Webhook.of(
                parameters.text("name"),
                pipelineOf(route),
                parameters.text("url"),
                parameters.text("secret"),
                parameters.text("events"),
                parameters.duration("timeout"),
                parameters.duration("retryDelay"));
    }

    private static String pipelineOf(Route route) {
        if (route.getEndpoint() instanceof ValkeyStreamsEndpoint endpoint) {
            ValkeyStreamsConfiguration configuration = endpoint.getConfiguration();
            return PipelineNaming.orImage(configuration.getPipeline());
        }
        throw new IllegalArgumentException("found a route that reads no stream, expected one of the template webhook");
    }

    private static Map<String, Object> parametersOf(CamelContext context, String routeId) {
        RouteDefinition definition =
                context instanceof ModelCamelContext model ? model.getRouteDefinition(routeId) : null;
        Map<String, Object> parameters = definition == null ? null : definition.getTemplateParameters();
        return parameters == null ? Map.of() : parameters;
    }

    /** The parameters of the template, whose values may hold placeholders. */
    private record Parameters(CamelContext context, Map<String, Object> given) {

        Duration duration(String name) {
            String text = text(name);
            try {
                return Duration.ofMillis(Long.parseLong(new MillisFunction().apply(text)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "found an unusable value of the parameter " + name + ", expected a duration such as 10s");
            }
        }

        String text(String name) {
            Object value = given.get(name);
            if (value == null) {
                throw new IllegalArgumentException("found no parameter " + name + ", expected one");
            }
            try {
                return context.resolvePropertyPlaceholders(value.toString());
            } catch (IllegalArgumentException e) {
                // Without the cause, whose message holds the whole value.
                throw new IllegalArgumentException("found a property without a value in the parameter " + name
                        + ", expected one that is set, such as an environment variable for {{env:NAME}}");
            }
        }
    }
}
