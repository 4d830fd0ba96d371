package io.follow.gateway.wiring;

import io.follow.gateway.component.streams.ValkeyStreamsConsumer;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.metrics.DeliveryMeters;
import io.follow.gateway.metrics.JobMeters;
import io.follow.gateway.metrics.Meters;
import io.follow.gateway.metrics.PipelineGauges;
import io.follow.gateway.metrics.ProcessMeters;
import io.follow.gateway.metrics.StageMeters;
import io.follow.gateway.metrics.TokenMeters;
import io.follow.gateway.metrics.UploadMeters;
import io.follow.gateway.operator.QueueState;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.resource.ResourceGate;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.startup.BuildInfo;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics: what is counted, and where gauges get their values. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }

    @Bean
    TokenMeters tokenMeters(Meters meters) {
        return new TokenMeters(meters);
    }

    @Bean
    PerPipeline<JobMeters> jobMeters(Meters meters) {
        return new PerPipeline<>(name -> new JobMeters(meters, name));
    }

    @Bean
    DeliveryMeters deliveryMeters(PerPipeline<JobMeters> jobs, TokenMeters tokens, GatewayProperties properties) {
        return new DeliveryMeters(jobs, tokens, properties.keys().process());
    }

    @Bean
    StageMeters stageMeters(Meters meters) {
        return new StageMeters(meters);
    }

    @Bean
    UploadMeters uploadMeters(Meters meters, TokenMeters tokens) {
        return new UploadMeters(meters, tokens);
    }

    @Bean
    ProcessMeters processMeters(Meters meters, MemoryBudget budget, ResourceGate machine) {
        return new ProcessMeters(meters, budget, () -> machine.closedBecause() != null);
    }

    /**
     * Micrometer has no metric of this kind, whose name ends with {@code _info}. Null in a test of Spring Boot, which exports
     * no metrics; nobody gets that bean then.
     */
    @Bean
    @Nullable
    Info buildInfo(ObjectProvider<PrometheusMeterRegistry> registries) {
        PrometheusMeterRegistry registry = registries.getIfAvailable();
        if (registry == null) {
            return null;
        }
        Info info = Info.builder()
                .name("follow_gateway_build_info")
                .help("The versions of the program and of what it runs on; the value is always 1")
                .labelNames("version", "java", "camel")
                .register(registry.getPrometheusRegistry());
        String camel = String.valueOf(CamelContext.class.getPackage().getImplementationVersion());
        info.addLabelValues(BuildInfo.version(), Runtime.version().toString(), camel);
        return info;
    }

    @Bean
    PipelineGauges pipelineGauges(
            Meters meters,
            ObjectProvider<CamelContext> camel,
            Pipelines pipelines,
            PerPipeline<Samples> samples,
            StoreCircuitBreaker stores,
            PerPipeline<JobMeters> jobs,
            StageMeters stages,
            UploadMeters uploads) {
        PipelineGauges.Source source = new PipelineGauges.Source() {
            @Override
            public List<String> running() {
                return pipelines.running().stream()
                        .map(Pipeline::name)
                        .distinct()
                        .toList();
            }

            @Override
            public int inFlight(String pipeline) {
                return sum(pipeline, ValkeyStreamsConsumer::getPendingExchangesSize);
            }

            @Override
            public int onLastDelivery(String pipeline) {
                return sum(pipeline, ValkeyStreamsConsumer::jobsOnLastDelivery);
            }

            private int sum(String pipeline, ToIntFunction<ValkeyStreamsConsumer> count) {
                return pipelines.running().stream()
                        .filter(each -> each.name().equals(pipeline))
                        .map(each -> camel.getObject().getRoute(each.routeId()))
                        .mapToInt(route ->
                                consumerOf(route) instanceof ValkeyStreamsConsumer own ? count.applyAsInt(own) : 0)
                        .sum();
            }

            @Override
            public @Nullable QueueState queue(String pipeline) {
                // No samples are taken of a pipeline that is not read, whose last one may be old.
                return pipelines.isRead(pipeline) ? samples.of(pipeline).latest() : null;
            }

            @Override
            public boolean isReadingPaused(String pipeline) {
                return stores.closedBecause(pipeline) != null;
            }

            @Override
            public boolean isIntakePaused(String pipeline) {
                return stores.intakeClosedBecause(pipeline) != null;
            }
        };
        return new PipelineGauges(meters, source, name -> {
            jobs.of(name);
            stages.prepare(name);
            uploads.prepare(name);
        });
    }

    /** A route may have gone since it was listed. */
    private static @Nullable Object consumerOf(@Nullable Route route) {
        return route == null ? null : route.getConsumer();
    }
}
