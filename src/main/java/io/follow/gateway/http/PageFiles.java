package io.follow.gateway.http;

import io.follow.gateway.settings.GatewayProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the scripts and style sheets of the page, if there is one. Browsers revalidate them on each request. */
@Configuration(proxyBeanMethods = false)
class PageFiles implements WebMvcConfigurer {

    private final GatewayProperties properties;

    PageFiles(GatewayProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        if (properties.hasPage()) {
            registry.addResourceHandler("/page/**")
                    .addResourceLocations("classpath:/page/")
                    .setCacheControl(CacheControl.noCache());
        }
    }
}
