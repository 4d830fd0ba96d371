package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the component leaves alone in a context that it shares. */
@ExtendWith(ValkeyExtension.class)
class OtherRoutesIT {

    private StreamsFixture streams;
    private final List<String> threads = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
    }

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void wrapsNoStepsOfOtherRoutes() throws Exception {
        // given // when
        streams.start(route -> {
            route.from(from("")).log("read");
            route.from("direct:other").log("other");
        });

        // then
        assertThat(streams.camel.getCamelContextExtension().getInterceptStrategies())
                .noneMatch(strategy -> strategy.getClass().getName().contains("streams"));
    }

    @Test
    void leavesRetriesOfOtherRoutesToTheExecutorOfCamel() throws Exception {
        // given
        streams.start(route -> {
            route.onException(IllegalStateException.class)
                    .maximumRedeliveries(1)
                    .redeliveryDelay(10)
                    .asyncDelayedRedelivery()
                    .handled(true);
            route.from(from("")).log("read");
            route.from("direct:other").process(exchange -> {
                threads.add(Thread.currentThread().getName());
                throw new IllegalStateException("always");
            });
        });

        // when
        streams.camel.createProducerTemplate().sendBody("direct:other", "any");

        // then
        eventually(() -> threads.size() == 2);
        assertThat(threads.get(1)).contains("ErrorHandlerRedeliveryTask");
    }
}
