package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultSupervisingRouteController;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.ProcessorEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartFailuresTest {

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final CamelContext camel = new DefaultCamelContext();
    private final StartFailures failures = new StartFailures();

    /** A broker that may be down; one of its addresses is that of a stream of jobs. */
    private final class BrokerComponent extends DefaultComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new ProcessorEndpoint(uri, this, exchange -> {}) {
                @Override
                public String getEndpointBaseUri() {
                    return remaining.equals("jobs") ? "valkey-streams:jobs" : uri;
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DefaultConsumer(this, processor) {
                        @Override
                        protected void doStart() throws Exception {
                            if (away.get()) {
                                throw new IllegalStateException("wrapped", new IOException("refused\nat length"));
                            }
                            super.doStart();
                        }
                    };
                }
            };
        }
    }

    @BeforeEach
    void start() throws Exception {
        DefaultSupervisingRouteController controller = new DefaultSupervisingRouteController();
        controller.setBackOffDelay(50);
        camel.setRouteController(controller);
        camel.getManagementStrategy().addEventNotifier(failures);
        camel.addComponent("broker", new BrokerComponent());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("broker:a").routeId("of-the-broker").to("log:a");
                from("broker:jobs").routeId("of-the-jobs").to("log:a");
                from("direct:other").routeId("other").to("log:a");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void theOthersRunUntilTheBrokerIsBack() {
        // then
        assertThat(camel.getRouteController().getRouteStatus("other").isStarted())
                .isTrue();
        assertThat(failures.tolerated("of-the-broker")).isEqualTo("refused");
        assertThat(failures.tolerated("other")).isNull();

        // when
        away.set(false);

        // then
        await().until(() ->
                camel.getRouteController().getRouteStatus("of-the-broker").isStarted());
        await().until(() -> failures.tolerated("of-the-broker") == null);
    }

    @Test
    void aRouteThatReadsJobsIsNeeded() {
        assertThat(camel.getRouteController().getRouteStatus("of-the-jobs").isStarted())
                .isFalse();
        assertThat(failures.tolerated("of-the-jobs")).isNull();
    }
}
