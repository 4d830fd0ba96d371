package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.intake.DelayedRemovals;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.intake.SourceSweep;
import io.follow.gateway.intake.UploadGuard;
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
    UploadGuard uploadGuard(ValkeyStreamsComponent component, GatewayProperties properties) {
        return new UploadGuard(component.connections(), properties.keys().upload());
    }

    @Bean
    CheckUpload checkUpload(UploadTokens tokens, Clock clock, GatewayProperties properties) {
        return new CheckUpload(
                tokens.verifier(),
                clock,
                properties.image().maxFileSize(),
                properties.upload().maxConcurrent());
    }

    @Bean
    GuardUpload guardUpload(UploadGuard guard, Clock clock) {
        return new GuardUpload(guard, clock);
    }

    @Bean
    ReceiveUpload receiveUpload(
            Stores stores,
            StoreCircuitBreaker gate,
            UploadGuard guard,
            StatusHash hashes,
            Clock clock,
            GatewayProperties properties) {
        return new ReceiveUpload(
                stores,
                gate,
                guard,
                hashes,
                clock,
                properties.image().maxFileSize(),
                properties.upload().timeout(),
                properties.token().required());
    }

    @Bean
    AnswerUpload answerUpload(Stores stores, UploadGuard guard) {
        return new AnswerUpload(stores, guard);
    }

    @Bean
    OwnedSources ownedSources(ValkeyStreamsComponent component) {
        return new OwnedSources(component.connections());
    }

    @Bean
    DelayedRemovals laterRemovals(GatewayProperties properties) {
        return new DelayedRemovals(properties.upload().keepAfterEnd());
    }

    @Bean
    RemoveSource removeSource(
            Stores stores,
            OwnedSources sources,
            DelayedRemovals later,
            ValkeyStreamsComponent component,
            Clock clock,
            GatewayProperties properties) {
        return new RemoveSource(
                stores,
                sources,
                later,
                new SourceSweep(component.connections(), properties.upload().orphanAge(), clock));
    }

    @Bean
    DemoTokens demoTokens(UploadTokens tokens, Clock clock, GatewayProperties properties, ObjectMapper json) {
        return new DemoTokens(tokens, clock, properties.image().maxFileSize(), json);
    }
}
