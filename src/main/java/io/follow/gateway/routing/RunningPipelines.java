package io.follow.gateway.routing;

import io.follow.gateway.component.streams.ValkeyStreamsConfiguration;
import io.follow.gateway.component.streams.ValkeyStreamsEndpoint;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pipelines off the routes: each consumer of {@code valkey-streams} with the option {@code pipeline} is one. What
 * a route from the template {@code image-pipeline} was given as its parameters counts; for a route of somebody's own the
 * defaults do.
 */
public final class RunningPipelines implements Pipelines {

    private static final Logger LOG = LoggerFactory.getLogger(RunningPipelines.class);

    private static final Comparator<Pipeline> IMAGE_FIRST = Comparator.comparing(
                    (Pipeline each) -> !each.name().equals(PipelineNaming.IMAGE))
            .thenComparing(Pipeline::name);

    private final Supplier<CamelContext> camel;
    private final PipelineNaming naming;
    private final Defaults defaults;

    /** Routes are asked about all the time, and each unusable value is told once. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** What counts where a route says nothing; see {@link Pipeline}. */
    public record Defaults(String source, String target, long maxFileSize, boolean requireToken) {}

    /** @param camel asked for when the pipelines are, because the context needs the beans that need this */
    public RunningPipelines(Supplier<CamelContext> camel, PipelineNaming naming, Defaults defaults) {
        this.camel = camel;
        this.naming = naming;
        this.defaults = defaults;
    }

    @Override
    public List<Pipeline> running() {
        return camel.get().getRoutes().stream()
                .map(this::pipelineOf)
                .flatMap(Optional::stream)
                .sorted(IMAGE_FIRST)
                .toList();
    }

    @Override
    public Pipeline ofStream(String stream) {
        return running().stream()
                .filter(each -> each.keys().process().equals(stream))
                .findFirst()
                .orElseGet(() -> new Pipeline(
                        PipelineNaming.IMAGE,
                        "",
                        naming.image(),
                        defaults.source(),
                        defaults.target(),
                        defaults.maxFileSize(),
                        defaults.requireToken(),
                        true));
    }

    @Override
    public PipelineKeys keysOf(String name) {
        return find(name).map(Pipeline::keys).orElseGet(() -> naming.keysOf(name));
    }

    private Optional<Pipeline> pipelineOf(Route route) {
        if (!(route.getEndpoint() instanceof ValkeyStreamsEndpoint endpoint)) {
            return Optional.empty();
        }
        ValkeyStreamsConfiguration configuration = endpoint.getConfiguration();
        if (configuration.getSubscription() != null) {
            // Reads the results of a pipeline and none of its jobs.
            return Optional.empty();
        }
        String name = configuration.getPipeline();
        if (name == null && naming.image().process().equals(configuration.getStream())) {
            // A route that was written before consumers could name their pipeline.
            name = PipelineNaming.IMAGE;
        }
        if (name == null) {
            return Optional.empty();
        }
        Parameters parameters = new Parameters(camel.get(), parametersOf(route.getRouteId()));
        return Optional.of(new Pipeline(
                name,
                route.getRouteId(),
                keysOf(name, configuration),
                parameters.text("source", defaults.source()),
                parameters.text("target", defaults.target()),
                maxFileSizeOf(route, parameters),
                Boolean.parseBoolean(parameters.text("requireToken", Boolean.toString(defaults.requireToken()))),
                endpoint.isReading()));
    }

    private long maxFileSizeOf(Route route, Parameters parameters) {
        String text = parameters.text("maxFileSize", Long.toString(defaults.maxFileSize()));
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            // One route must not take the others away from who asks for all.
            String line = "route " + route.getRouteId() + ": found maxFileSize=" + OneLine.of(text)
                    + ", expected a number of bytes; the default " + defaults.maxFileSize() + " applies to uploads";
            if (warned.add(line)) {
                LOG.warn("{}", line);
            }
            return defaults.maxFileSize();
        }
    }

    private PipelineKeys keysOf(String name, ValkeyStreamsConfiguration configuration) {
        PipelineKeys keys = naming.keysOf(name);
        return new PipelineKeys(
                configuration.getStream(),
                String.valueOf(configuration.getGroup()),
                orElse(configuration.getResultStream(), keys.result()),
                orElse(configuration.getDeadLetterStream(), keys.deadLetter()),
                keys.status(),
                keys.events(),
                keys.upload());
    }

    private static String orElse(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    private Map<String, Object> parametersOf(String routeId) {
        RouteDefinition definition =
                camel.get() instanceof ModelCamelContext model ? model.getRouteDefinition(routeId) : null;
        Map<String, Object> parameters = definition == null ? null : definition.getTemplateParameters();
        return parameters == null ? Map.of() : parameters;
    }

    /** The parameters of a route template, whose values may hold placeholders. */
    private record Parameters(CamelContext camel, Map<String, Object> given) {

        String text(String name, String otherwise) {
            Object value = given.get(name);
            return value == null ? otherwise : camel.resolvePropertyPlaceholders(value.toString());
        }
    }
}
