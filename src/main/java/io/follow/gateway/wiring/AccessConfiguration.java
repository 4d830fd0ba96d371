package io.follow.gateway.wiring;

import io.follow.gateway.access.DemoAccess;
import io.follow.gateway.access.ImageAccess;
import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.access.ProducerAccess;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.status.StatusReader;
import io.follow.gateway.steps.http.CheckReader;
import io.follow.gateway.steps.http.ShowStatus;
import io.follow.gateway.token.UploadTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may call what over HTTP, and the steps of whoever reads the status of images. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    OperatorAccess operatorAccess(GatewayProperties properties) {
        return new OperatorAccess(properties.adminToken(), properties.server().embedded());
    }

    @Bean
    ProducerAccess producerAccess(GatewayProperties properties) {
        return new ProducerAccess(properties.adminToken(), properties.jobsToken());
    }

    @Bean
    DemoAccess demoAccess(GatewayProperties properties) {
        return new DemoAccess(properties.server().embedded());
    }

    @Bean
    ImageAccess imageAccess(OperatorAccess operators, UploadTokens tokens, Clock clock) {
        return new ImageAccess(operators, tokens.verifier(), clock);
    }

    @Bean
    CheckReader checkReader(ImageAccess access) {
        return new CheckReader(access);
    }

    @Bean
    PerPipeline<StatusReader> statusReaders(ValkeyStreamsComponent component, PerPipeline<StatusHash> hashes) {
        return new PerPipeline<>(name -> new StatusReader(component.connections(), hashes.of(name)));
    }

    @Bean
    ShowStatus showStatus(PerPipeline<StatusReader> statuses) {
        return new ShowStatus(statuses);
    }
}
