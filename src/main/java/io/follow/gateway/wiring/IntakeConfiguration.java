package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.intake.DelayedRemovals;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.intake.SourceSweep;
import io.follow.gateway.intake.UploadGuard;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.steps.intake.AnswerUpload;
import io.follow.gateway.steps.intake.CheckUpload;
import io.follow.gateway.steps.intake.DemoTokens;
import io.follow.gateway.steps.intake.GuardUpload;
import io.follow.gateway.steps.intake.ReceiveUpload;
import io.follow.gateway.steps.intake.RemoveSource;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.token.UploadTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of uploads, and what they need. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    PerPipeline<UploadGuard> uploadGuards(ValkeyStreamsComponent component, GatewayProperties properties) {
        return new PerPipeline<>(name -> new UploadGuard(
                component.connections(), properties.naming().keysOf(name).upload()));
    }

    @Bean
    CheckUpload checkUpload(
            UploadTokens tokens,
            Clock clock,
            Pipelines pipelines,
            ReadableFormats formats,
            GatewayProperties properties) {
        return new CheckUpload(
                tokens.verifier(),
                clock,
                pipelines,
                formats,
                properties.upload().maxConcurrent());
    }

    @Bean
    GuardUpload guardUpload(PerPipeline<UploadGuard> guard, Clock clock) {
        return new GuardUpload(guard, clock);
    }

    @Bean
    ReceiveUpload receiveUpload(
            Stores stores,
            StoreCircuitBreaker gate,
            PerPipeline<UploadGuard> guard,
            PerPipeline<StatusHash> hashes,
            Clock clock,
            GatewayProperties properties) {
        return new ReceiveUpload(
                stores,
                gate,
                guard,
                hashes,
                clock,
                properties.upload().timeout(),
                properties.token().required());
    }

    @Bean
    AnswerUpload answerUpload(Stores stores, PerPipeline<UploadGuard> guard) {
        return new AnswerUpload(stores, guard);
    }

    @Bean
    OwnedSources ownedSources(ValkeyStreamsComponent component) {
        return new OwnedSources(component.connections());
    }

    @Bean
    DelayedRemovals delayedRemovals(GatewayProperties properties) {
        return new DelayedRemovals(properties.upload().keepAfterEnd());
    }

    @Bean
    RemoveSource removeSource(
            Stores stores,
            OwnedSources sources,
            DelayedRemovals later,
            ValkeyStreamsComponent component,
            Clock clock,
            Pipelines pipelines,
            GatewayProperties properties) {
        return new RemoveSource(
                stores,
                sources,
                later,
                new SourceSweep(component.connections(), properties.upload().orphanAge(), clock),
                pipelines);
    }

    @Bean
    DemoTokens demoTokens(
            UploadTokens tokens,
            Clock clock,
            ReadableFormats formats,
            GatewayProperties properties,
            ObjectMapper json) {
        return new DemoTokens(tokens, clock, formats, properties.image().maxFileSize(), json);
    }
}
