package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.lettuce.core.RedisClient;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The start of a webhook without the secret, which this process was not given. */
class RunningWebhooksTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RedisClient client = RedisClient.create("redis://127.0.0.1:1");
    private final ValkeyStreamsComponent streams = new ValkeyStreamsComponent();

    @BeforeEach
    void register() {
        streams.setClient(client);
        camel.addComponent("valkey-streams", streams);
        camel.getRegistry().bind("webhooks", new RunningWebhooks(() -> camel));
    }

    @AfterEach
    void stop() {
        camel.stop();
        client.shutdown();
    }

    private void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("valkey-streams:results?group=webhook-crm")
                        .routeId("crm")
                        .routePolicyRef("webhooks")
                        .autoStartup(false)
                        .stop();
            }
        });
        camel.start();
    }

    @Test
    void isRefusedWhereResultsAreRead() {
        assertThatThrownBy(this::start)
                .extracting(RouteFailure::reason)
                .asString()
                .startsWith("webhook crm: found no parameter");
    }

    @Test
    void isAcceptedWhereNothingIsRead() throws Exception {
        streams.setReading(false);

        start();

        assertThat(camel.getRoute("crm")).isNotNull();
    }
}
