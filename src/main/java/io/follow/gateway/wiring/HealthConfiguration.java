package io.follow.gateway.wiring;

import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.health.OwnServerHealthCheck;
import io.follow.gateway.health.StoreHealthCheck;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.image.StuckStageGuard;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.startup.OwnServerShutdown;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health checks of what the gateway depends on; those of the stream readers come with their routes. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    StoreHealthCheck sourceStoreCheck(Stores stores, Pipelines pipelines, GatewayProperties properties) {
        return new StoreHealthCheck(
                "source-store",
                () -> true,
                () -> stores.open(pipelines
                        .find(PipelineNaming.IMAGE)
                        .map(Pipeline::source)
                        .orElse(properties.stores().source())),
                store -> {
                    if (isImageRead(pipelines, properties)) {
                        store.checkReadable();
                    } else {
                        store.checkWritable();
                    }
                },
                StoreHealthCheck.PATIENCE);
    }

    /** Where it is not, raw images are written and none are processed. */
    private static boolean isImageRead(Pipelines pipelines, GatewayProperties properties) {
        return pipelines.find(PipelineNaming.IMAGE).map(Pipeline::reads).orElse(properties.readsStreams());
    }

    @Bean
    StoreHealthCheck targetStoreCheck(Stores stores, Pipelines pipelines, GatewayProperties properties) {
        return new StoreHealthCheck(
                "target-store",
                () -> isImageRead(pipelines, properties),
                () -> stores.open(pipelines
                        .find(PipelineNaming.IMAGE)
                        .map(Pipeline::target)
                        .orElse(properties.stores().target())),
                ImageStore::checkWritable,
                StoreHealthCheck.PATIENCE);
    }

    /** Null where a server is configured; Camel does not see that bean then. */
    @Bean
    @Nullable
    OwnServerHealthCheck ownServerCheck(ObjectProvider<EmbeddedServer> embedded) {
        EmbeddedServer own = embedded.getIfAvailable();
        return own == null ? null : new OwnServerHealthCheck(own);
    }

    /** Null where a server is configured; nobody gets that bean then. */
    @Bean
    @Nullable
    OwnServerShutdown ownServerShutdown(ObjectProvider<EmbeddedServer> embedded, CamelContext camel) {
        EmbeddedServer own = embedded.getIfAvailable();
        return own == null ? null : new OwnServerShutdown(own, camel);
    }

    @Bean
    HealthCheck intakeCheck(StoreCircuitBreaker gate) {
        return new AbstractHealthCheck("gateway", "intake") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                String closed = gate.intakeClosedBecause(PipelineNaming.IMAGE);
                if (closed == null) {
                    builder.up();
                } else {
                    builder.message("uploads and dropped files are rejected: " + closed)
                            .down();
                }
            }

            @Override
            public boolean isLiveness() {
                return false;
            }
        };
    }

    @Bean
    StuckStageGuard stuckStageGuard(
            StageExecutor stageExecutor, GatewayProperties properties, ApplicationContext context) {
        return new StuckStageGuard(
                stageExecutor,
                Math.max(1, properties.workers()),
                code -> System.exit(SpringApplication.exit(context, () -> code)));
    }
}
