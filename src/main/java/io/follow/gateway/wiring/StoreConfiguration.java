package io.follow.gateway.wiring;

import io.follow.gateway.component.streams.read.ReadGate;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.resource.ResourceGate;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.storage.s3.S3Clients;
import io.follow.gateway.storage.s3.S3Settings;
import io.follow.gateway.storage.s3.S3Stores;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The stores, and what is known of their state. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    S3Settings s3Settings(GatewayProperties properties) {
        GatewayProperties.S3 s3 = properties.s3();
        return new S3Settings(s3.endpoint(), s3.region(), s3.pathStyle(), null, s3.timeout());
    }

    @Bean
    S3Clients s3Clients(GatewayProperties properties) {
        GatewayProperties.S3 s3 = properties.s3();
        String id = s3.accessKeyId();
        String secret = s3.secretAccessKey();
        return new S3Clients(
                id == null || secret == null
                        ? null
                        : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)));
    }

    /** What the endpoint {@code aws2-s3} in routes works with. */
    @Bean(destroyMethod = "")
    @Lazy
    S3Client s3Client(S3Clients clients, S3Settings settings) {
        return clients.client(settings);
    }

    @Bean
    Stores stores(S3Clients clients, S3Settings settings, GatewayProperties properties) {
        Path spool = properties.dataDir().resolve("spool");
        return new Stores(
                List.of(new S3Stores(clients, settings, spool)),
                properties.stores().flush());
    }

    @Bean
    StoreCircuitBreaker storeCircuitBreaker(GatewayProperties properties) {
        SimpleAsyncTaskExecutor prober = new SimpleAsyncTaskExecutor("store-probe-");
        prober.setDaemon(true);
        return new StoreCircuitBreaker(Math.max(1, properties.workers()), prober);
    }

    /** The name under which routes use it: nothing is read while a store is out of order or the machine lacks something. */
    @Bean
    ReadGate storeGate(StoreCircuitBreaker stores, ResourceGate place) {
        return pipeline -> {
            String lacking = place.closedBecause();
            return lacking != null ? lacking : stores.closedBecause(PipelineNaming.orImage(pipeline));
        };
    }
}
