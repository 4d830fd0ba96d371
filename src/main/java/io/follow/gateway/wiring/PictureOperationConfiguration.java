package io.follow.gateway.wiring;

import io.follow.gateway.steps.pipeline.Blur;
import io.follow.gateway.steps.pipeline.Flip;
import io.follow.gateway.steps.pipeline.Grey;
import io.follow.gateway.steps.pipeline.Rotate;
import io.follow.gateway.steps.pipeline.Sharpen;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps that change pixels, by the names under which routes use them. */
@Configuration(proxyBeanMethods = false)
class PictureOperationConfiguration {

    @Bean
    Blur blur() {
        return new Blur();
    }

    @Bean
    Sharpen sharpen() {
        return new Sharpen();
    }

    @Bean
    Rotate rotate() {
        return new Rotate();
    }

    @Bean
    Flip flip() {
        return new Flip();
    }

    @Bean
    Grey grey() {
        return new Grey();
    }
}
