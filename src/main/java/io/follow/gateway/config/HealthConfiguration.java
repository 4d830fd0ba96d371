package io.follow.gateway.config;

import io.follow.gateway.image.TimeLimit;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.StoreGate;
import io.follow.gateway.storage.Stores;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health checks of what the gateway depends on; those of the stream readers come with their routes. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    StoreHealthCheck sourceStoreCheck(Stores stores, GatewayProperties properties) {
        return new StoreHealthCheck(
                "source-store",
                stores.open(properties.stores().source()),
                ImageStore::checkReadable,
                StoreHealthCheck.PATIENCE);
    }

    @Bean
    StoreHealthCheck targetStoreCheck(Stores stores, GatewayProperties properties) {
        return new StoreHealthCheck(
                "target-store",
                stores.open(properties.stores().target()),
                ImageStore::checkWritable,
                StoreHealthCheck.PATIENCE);
    }

    @Bean
    HealthCheck intakeCheck(StoreGate gate) {
        return new AbstractHealthCheck("gateway", "intake") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                String closed = gate.intakeClosedBecause();
                if (closed == null) {
                    builder.up();
                } else {
                    builder.message("nothing can be taken in: " + closed).down();
                }
            }

            @Override
            public boolean isLiveness() {
                return false;
            }
        };
    }

    @Bean
    StuckStages stuckStages(TimeLimit limit, GatewayProperties properties, ApplicationContext context) {
        return new StuckStages(
                limit, properties.workers(), code -> System.exit(SpringApplication.exit(context, () -> code)));
    }
}
