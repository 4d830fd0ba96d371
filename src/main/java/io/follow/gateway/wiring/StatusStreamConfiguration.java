package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.access.ImageAccess;
import io.follow.gateway.http.StatusStreamServlet;
import io.follow.gateway.http.StatusStreams;
import io.follow.gateway.live.LiveStatus;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.settings.GatewayProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of live events as a servlet. */
@Configuration(proxyBeanMethods = false)
class StatusStreamConfiguration {

    @Bean
    StatusStreams statusStreams(GatewayProperties properties, MeterRegistry meters) {
        return new StatusStreams(
                properties.live().maxStreams(), properties.live().maxLife(), meters);
    }

    @Bean
    ServletRegistrationBean<StatusStreamServlet> statusStreamServlet(
            PerPipeline<LiveStatus> live, ImageAccess access, StatusStreams streams, ObjectMapper json) {
        ServletRegistrationBean<StatusStreamServlet> servlet = new ServletRegistrationBean<>(
                new StatusStreamServlet(live, access, streams, json), StatusStreamServlet.PATH);
        servlet.setAsyncSupported(true);
        return servlet;
    }
}
