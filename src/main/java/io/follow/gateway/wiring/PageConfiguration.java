package io.follow.gateway.wiring;

import io.follow.gateway.access.DemoAccess;
import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.image.ReadableFormats;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.steps.http.CheckDemo;
import io.follow.gateway.steps.http.DemoImage;
import io.follow.gateway.steps.http.ShowAccess;
import io.follow.gateway.storage.Stores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the calls that only the page makes. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    ShowAccess showAccess(
            OperatorAccess operators, DemoAccess demo, ReadableFormats formats, GatewayProperties properties) {
        return new ShowAccess(operators, demo, formats, properties.image().maxFileSize());
    }

    @Bean
    CheckDemo checkDemo(DemoAccess access) {
        return new CheckDemo(access);
    }

    @Bean
    DemoImage demoImage(Stores stores) {
        return new DemoImage(stores);
    }
}
