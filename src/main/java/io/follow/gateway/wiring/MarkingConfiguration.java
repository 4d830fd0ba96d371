package io.follow.gateway.wiring;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.RegionDetector;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.steps.pipeline.Decode;
import io.follow.gateway.steps.pipeline.Detect;
import io.follow.gateway.steps.pipeline.DrawWatermark;
import io.follow.gateway.steps.pipeline.Redact;
import io.follow.gateway.steps.pipeline.StageRunner;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps that draw on pictures, by the names under which routes use them. */
@Configuration(proxyBeanMethods = false)
class MarkingConfiguration {

    @Bean
    DrawWatermark watermark(
            Stores stores,
            StoreCircuitBreaker gate,
            List<ImageEngine> engines,
            MemoryBudget budget,
            StageRunner stageRunner) {
        return new DrawWatermark(stores, gate, engines, budget, stageRunner);
    }

    @Bean
    Redact redact() {
        return new Redact();
    }

    /** With the detectors of other jars on the class path; the gateway has none. */
    @Bean
    Detect detect(Decode decode, StageRunner stageRunner) {
        return new Detect(
                decode,
                stageRunner,
                ServiceLoader.load(RegionDetector.class).stream()
                        .map(MarkingConfiguration::load)
                        .toList());
    }

    private static RegionDetector load(ServiceLoader.Provider<RegionDetector> provider) {
        try {
            return provider.get();
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettingException("the detector " + provider.type().getName() + " cannot be loaded ("
                    + OneLine.of(String.valueOf(cause.getMessage()))
                    + "), expected one that works here, or no jar of it");
        }
    }
}
