package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs whose exchange Camel never completes. */
@ExtendWith(ValkeyExtension.class)
class LostExchangeIT {

    private StreamsFixture streams;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> givenUp = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
    }

    @AfterEach
    void close() {
        streams.close();
    }

    /** A step that works on a thread of its own, or says that it does. */
    private interface AsyncStep {
        void begin(Exchange exchange, AsyncCallback callback);
    }

    private void startWith(AsyncStep step, String options) throws Exception {
        streams.start(route -> {
            route.onException(DeliveryLimitException.class)
                    .handled(true)
                    .process(exchange -> givenUp.add(exchange.getMessage().getMessageId()));
            route.from(from(options)).process(new AsyncProcessorSupport() {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    seen.add(exchange.getMessage().getBody(Map.class).get("name") + ":"
                            + exchange.getMessage().getHeader(ValkeyStreamsConstants.DELIVERY_COUNT));
                    step.begin(exchange, callback);
                    return false;
                }
            });
        });
    }

    @Test
    void areDeliveredAgainWhenAnErrorInCamelSwallowsTheirEnd() throws Exception {
        // given
        startWith(
                (exchange, callback) -> streams.camel
                        .getCamelContextExtension()
                        .getReactiveExecutor()
                        .schedule(() -> {
                            throw new IllegalStateException("inside of Camel");
                        }),
                "minIdleTime=300&asyncTimeout=100&maxDeliveries=2");

        // when
        String id = streams.add("lost");

        // then
        eventually(() -> givenUp.equals(List.of(id)) && streams.entries(JOBS).isEmpty());
        assertThat(seen).containsExactly("lost:1", "lost:2");
    }

    @Test
    void stayPendingUntilTheirClaimTimeIsOver() throws Exception {
        // given
        startWith((exchange, callback) -> {}, "minIdleTime=600000&asyncTimeout=100");
        streams.add("lost");

        // when
        eventually(
                () -> seen.size() == 1 && streams.camel.getInflightRepository().size() == 0);

        // then: nothing waits for it, and it is not run again yet
        assertThat(streams.pending()).hasSize(1);
        assertThat(seen).containsExactly("lost:1");
    }

    @Test
    void areNotMistakenForThoseThatAnAsynchronousStepIsStillWorkingOn() throws Exception {
        // given
        List<AsyncCallback> callbacks = new CopyOnWriteArrayList<>();
        startWith((exchange, callback) -> callbacks.add(callback), "minIdleTime=300&asyncTimeout=60000");
        streams.add("slow");
        eventually(() -> callbacks.size() == 1);
        long begun = System.nanoTime();

        // when: it takes several times the claim time
        eventually(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(1_500));
        callbacks.get(0).done(false);

        // then
        eventually(() -> streams.entries(JOBS).isEmpty());
        assertThat(seen).containsExactly("slow:1");
    }
}
