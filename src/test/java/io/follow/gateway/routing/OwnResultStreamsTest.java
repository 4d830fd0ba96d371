package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.component.streams.ValkeyStreamsEndpoint;
import io.follow.gateway.startup.NamedPipelines;
import io.follow.gateway.testing.FixedPipelines;
import io.lettuce.core.RedisClient;
import java.util.List;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of a subscription, whose route is loaded before that of its pipeline. */
class OwnResultStreamsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RedisClient client = RedisClient.create("redis://127.0.0.1:1");

    @BeforeEach
    void register() {
        ValkeyStreamsComponent streams = new ValkeyStreamsComponent();
        streams.setClient(client);
        streams.setPipelineStrategy(new NamedPipelines(FixedPipelines.NAMING, new OwnResultStreams(() -> camel)::of));
        camel.addComponent("valkey-streams", streams);
        Properties properties = new Properties();
        properties.setProperty("scans.results", "scanned");
        camel.getPropertiesComponent().setOverrideProperties(properties);
    }

    @AfterEach
    void stop() {
        camel.stop();
        client.shutdown();
    }

    private String streamOfSubscription(String subscription, String... others) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(subscription).routeId("subscription").autoStartup(false).stop();
                for (String other : others) {
                    from(other).autoStartup(false).stop();
                }
            }
        });
        camel.start();
        return ((ValkeyStreamsEndpoint) camel.getRoute("subscription").getEndpoint())
                .getConfiguration()
                .getStream();
    }

    @Test
    void aSubscriptionReadsTheResultStreamThatTheRouteOfItsPipelineSets() throws Exception {
        assertThat(streamOfSubscription(
                        "valkey-streams:auto?pipeline=scans&subscription=webhook:crm&deleteEntries=false",
                        "direct:any",
                        "valkey-streams:auto?pipeline=avatars&resultStream=others",
                        "valkey-streams:auto?pipeline=scans&resultStream={{scans.results}}"))
                .isEqualTo("scanned");
    }

    @Test
    void otherwiseTheStreamIsDerivedFromTheName() throws Exception {
        assertThat(streamOfSubscription(
                        "valkey-streams:auto?pipeline=scans&subscription=webhook:crm&deleteEntries=false",
                        "valkey-streams:auto?pipeline=scans"))
                .isEqualTo("scans:result");
    }

    private static RouteBuilder templates() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("hook")
                        .templateParameter("pipeline")
                        .from("valkey-streams:auto?pipeline={{pipeline}}&subscription=webhook:crm&deleteEntries=false")
                        .autoStartup(false)
                        .stop();
                routeTemplate("own")
                        .templateParameter("pipeline")
                        .templateParameter("results")
                        .from("valkey-streams:auto?pipeline={{pipeline}}&resultStream={{results}}")
                        .autoStartup(false)
                        .stop();
                routeTemplate("tuned")
                        .templateParameter("name")
                        .templateOptionalParameter("results")
                        .from("valkey-streams:auto?pipeline={{name}}&resultStream={{?results}}")
                        .autoStartup(false)
                        .stop();
            }
        };
    }

    private String streamOf(String routeId) {
        return ((ValkeyStreamsEndpoint) camel.getRoute(routeId).getEndpoint())
                .getConfiguration()
                .getStream();
    }

    @Test
    void eachPipelineOfATemplateIsReadWithParametersOfItsOwn() throws Exception {
        // given
        camel.addRoutes(templates());
        TemplatedRouteBuilder.builder(camel, "hook")
                .routeId("scans-hook")
                .parameter("pipeline", "scans")
                .add();
        TemplatedRouteBuilder.builder(camel, "hook")
                .routeId("photos-hook")
                .parameter("pipeline", "photos")
                .add();
        TemplatedRouteBuilder.builder(camel, "hook")
                .routeId("plain-hook")
                .parameter("pipeline", "plain")
                .add();
        TemplatedRouteBuilder.builder(camel, "own")
                .routeId("avatars")
                .parameter("pipeline", "avatars")
                .parameter("results", "others")
                .add();
        TemplatedRouteBuilder.builder(camel, "own")
                .routeId("scans")
                .parameter("pipeline", "scans")
                .parameter("results", "{{scans.results}}")
                .add();
        TemplatedRouteBuilder.builder(camel, "tuned")
                .routeId("photos")
                .parameter("name", "photos")
                .parameter("results", "shown")
                .add();
        TemplatedRouteBuilder.builder(camel, "tuned")
                .routeId("plain")
                .parameter("name", "plain")
                .add();

        // when
        camel.start();

        // then
        assertThat(streamOf("scans-hook")).isEqualTo("scanned");
        assertThat(streamOf("photos-hook")).isEqualTo("shown");
        assertThat(streamOf("plain-hook")).isEqualTo("plain:result");
        assertThat(streamOf("avatars")).isEqualTo("avatars:process");
    }

    @Test
    void aRouteWithAnUnresolvableValueAndASubscriptionArePassedOver() throws Exception {
        // given
        OwnResultStreams own = new OwnResultStreams(() -> camel);

        // when
        camel.addRouteDefinitions(List.of(
                new RouteDefinition("valkey-streams:auto?pipeline=scans&resultStream={{missing}}"),
                new RouteDefinition("valkey-streams:auto?pipeline=scans&subscription=webhook:crm&resultStream=wrong"),
                new RouteDefinition("valkey-streams:auto?pipeline=scans&resultStream=scanned")));

        // then
        assertThat(own.of("scans")).contains("scanned");
    }
}
