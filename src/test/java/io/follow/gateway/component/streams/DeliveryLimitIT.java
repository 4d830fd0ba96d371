package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.XClaimArgs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An entry that was delivered too often runs no step, whichever error handler its route has. */
@ExtendWith(ValkeyExtension.class)
class DeliveryLimitIT {

    private static final String OPTIONS = "minIdleTime=300&maxDeliveries=3";

    private StreamsFixture streams;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private String poison;

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        streams.createGroup();
        streams.add("poison");
        poison = streams.takenBy("dead-worker");
        streams.server.xclaim(
                JOBS,
                Consumer.from(GROUP, "dead-worker"),
                XClaimArgs.Builder.justid().minIdleTime(0).retryCount(3),
                poison);
    }

    @AfterEach
    void close() {
        streams.close();
    }

    private void record(Exchange exchange) {
        seen.add(String.valueOf(exchange.getMessage().getBody(Map.class).get("name")));
    }

    private void refuse(Exchange exchange) {
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(DeliveryLimitException.class);
        refused.add(exchange.getMessage().getMessageId());
    }

    private static void consume(RouteBuilder route, DeliveryLimitIT test) {
        route.from(from(OPTIONS)).process(test::record).process(test::record);
    }

    private void isHandledOnceAndRunsNoStep() {
        eventually(
                () -> refused.equals(List.of(poison)) && streams.entries(JOBS).isEmpty());
        assertThat(seen).isEmpty();
    }

    private void staysPendingAndRunsNoStep() {
        streams.add("healthy");
        eventually(() -> seen.equals(List.of("healthy", "healthy")));
        eventually(() -> streams.pending().stream().anyMatch(entry -> entry.getRedeliveryCount() >= 5));
        assertThat(seen).containsExactly("healthy", "healthy");
    }

    @Test
    void withAnOnException() throws Exception {
        streams.start(route -> {
            route.onException(DeliveryLimitException.class).handled(true).process(this::refuse);
            consume(route, this);
        });
        isHandledOnceAndRunsNoStep();
    }

    @Test
    void withAnOnExceptionThatTriesEverythingAgain() throws Exception {
        streams.start(route -> {
            route.onException(Throwable.class)
                    .maximumRedeliveries(2)
                    .redeliveryDelay(10)
                    .asyncDelayedRedelivery()
                    .handled(true)
                    .to("direct:refused");
            route.from("direct:refused").process(this::refuse);
            consume(route, this);
        });
        isHandledOnceAndRunsNoStep();
    }

    @Test
    void withADeadLetterChannel() throws Exception {
        streams.start(route -> {
            route.errorHandler(route.deadLetterChannel("direct:refused")
                    .maximumRedeliveries(1)
                    .redeliveryDelay(10));
            route.from("direct:refused").process(this::refuse);
            consume(route, this);
        });
        isHandledOnceAndRunsNoStep();
    }

    @Test
    void withTheDefaultErrorHandler() throws Exception {
        streams.start(route -> consume(route, this));
        staysPendingAndRunsNoStep();
    }

    @Test
    void withADefaultErrorHandlerThatTriesAgain() throws Exception {
        streams.start(route -> {
            route.errorHandler(
                    route.defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(10));
            consume(route, this);
        });
        staysPendingAndRunsNoStep();
    }

    @Test
    void withoutAnErrorHandler() throws Exception {
        streams.start(route -> {
            route.errorHandler(route.noErrorHandler());
            consume(route, this);
        });
        staysPendingAndRunsNoStep();
    }

    @Test
    void withAnOnExceptionThatContinues() throws Exception {
        streams.start(route -> {
            route.onException(DeliveryLimitException.class).continued(true);
            consume(route, this);
        });
        eventually(() -> streams.entries(JOBS).isEmpty());
        assertThat(seen).isEmpty();
    }

    @Test
    void withAFirstStepThatIsNotUnderTheErrorHandler() throws Exception {
        streams.start(route -> route.from(from(OPTIONS))
                .multicast()
                .process(this::record)
                .process(this::record)
                .end());
        staysPendingAndRunsNoStep();
    }
}
