package io.follow.gateway.wiring;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.steps.pipeline.DrawWatermark;
import io.follow.gateway.steps.pipeline.Redact;
import io.follow.gateway.steps.pipeline.StageRunner;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import java.util.List;
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
}
