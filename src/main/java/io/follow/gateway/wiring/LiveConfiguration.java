package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.live.EventSubscription;
import io.follow.gateway.live.LiveStatus;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.StatusReader;
import io.follow.gateway.steps.http.TellWatchers;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Live events: from the channel to whoever watches over HTTP. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    @Bean
    EventSubscription eventSubscription(LettuceConnectionFactory connections) {
        return new EventSubscription(connections);
    }

    @Bean
    LiveStatus liveStatus(
            ValkeyStreamsComponent component,
            StatusReader statuses,
            EventSubscription subscription,
            Scheduler scheduler,
            GatewayProperties properties) {
        return new LiveStatus(
                component.connections(),
                statuses,
                properties.keys().result(),
                subscription,
                properties.live().resync(),
                scheduler.executor());
    }

    /** A graceful stop waits for open requests, and these would stay open. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfStreams(LiveStatus live) {
        return event -> live.finishAll();
    }

    @Bean
    TellWatchers tellWatchers(LiveStatus live, ObjectMapper json) {
        return new TellWatchers(live, json);
    }
}
