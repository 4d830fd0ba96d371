package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.live.EventSubscription;
import io.follow.gateway.live.LiveStatus;
import io.follow.gateway.live.PipelineFeed;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.StatusReader;
import io.follow.gateway.steps.http.TellWatchers;
import org.springframework.beans.factory.ObjectProvider;
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
    PerPipeline<LiveStatus> liveStatus(
            ValkeyStreamsComponent component,
            PerPipeline<StatusReader> statuses,
            EventSubscription subscription,
            Pipelines pipelines,
            ObjectProvider<TellWatchers> watchers,
            Scheduler scheduler,
            GatewayProperties properties) {
        PipelineFeed.Factory feeds = new PipelineFeed.Factory(subscription);
        return new PerPipeline<>(name -> new LiveStatus(
                component.connections(),
                statuses.of(name),
                pipelines.keysOf(name).result(),
                // Events of the first pipeline come by the route live-events.
                name.equals(PipelineNaming.IMAGE)
                        ? feeds.ofRoute()
                        : feeds.of(pipelines.keysOf(name).events(), event -> watchers.getObject()
                                .ofPipeline(name, event)),
                properties.live().resync(),
                scheduler.executor()));
    }

    /** A graceful stop waits for open requests, and these would stay open. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfStreams(PerPipeline<LiveStatus> live) {
        return event -> live.all().forEach(LiveStatus::finishAll);
    }

    @Bean
    TellWatchers tellWatchers(PerPipeline<LiveStatus> live, ObjectMapper json) {
        return new TellWatchers(live, json);
    }
}
