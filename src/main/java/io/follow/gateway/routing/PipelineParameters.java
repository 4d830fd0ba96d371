package io.follow.gateway.routing;

import io.follow.gateway.job.OneLine;
import io.follow.gateway.job.PipelineOptions;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.settings.InvalidSettingException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The policy of the routes from the template {@code image-pipeline}: refuses one with a parameter that cannot be used, which
 * would otherwise make a dead letter of every job.
 */
public final class PipelineParameters extends RoutePolicySupport {

    /** In the order of the template: the last one extends to the end of the text. */
    private static final List<String> OPTIONS =
            List.of("maxWidth", "width", "height", "fit", "position", "format", "quality", "background", "renditions");

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
            new Values(context, parameters).check();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("pipeline " + route.getRouteId() + ": " + e.getMessage());
        }
    }

    /** The parameters of the template, whose values may hold placeholders. */
    private record Values(CamelContext context, Map<String, Object> given) {

        void check() {
            String name = text("name");
            if (!PipelineNaming.isName(name)) {
                throw unusable("name", name, "1 to 32 characters of [a-z0-9-] that begin with a letter");
            }
            PipelineOptions.parse(
                    OPTIONS.stream().map(option -> option + "=" + text(option)).collect(Collectors.joining("&")));
            number("maxFileSize", 1, Long.MAX_VALUE);
            number("maxPixels", 1, Long.MAX_VALUE);
            number("workers", 1, Integer.MAX_VALUE);
            number("retries", 0, Integer.MAX_VALUE);
            String delay = text("retryDelay");
            try {
                new MillisFunction().apply(delay);
            } catch (IllegalArgumentException e) {
                throw unusable("retryDelay", delay, "milliseconds or a value such as 1s or 5m");
            }
        }

        private void number(String name, long least, long most) {
            String text = text(name);
            long number;
            try {
                number = Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw unusable(name, text, "a whole number from " + least + " to " + most);
            }
            if (number < least || number > most) {
                throw unusable(name, text, "a whole number from " + least + " to " + most);
            }
        }

        private String text(String name) {
            Object value = given.get(name);
            return value == null
                    ? ""
                    : context.resolvePropertyPlaceholders(value.toString()).strip();
        }

        private static IllegalArgumentException unusable(String name, String found, String expected) {
            return new IllegalArgumentException("found " + name + "=" + OneLine.of(found) + ", expected " + expected);
        }
    }
}
