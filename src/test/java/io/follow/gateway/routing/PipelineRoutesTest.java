package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.FixedPipelines;
import io.lettuce.core.RedisClient;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes from a template with the parameters of {@code image-pipeline}, none of which reads anything. */
class PipelineRoutesTest {

    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("name", "avatars"),
            Map.entry("maxWidth", "1920"),
            Map.entry("width", ""),
            Map.entry("height", ""),
            Map.entry("fit", "inside"),
            Map.entry("position", "centre"),
            Map.entry("format", "webp"),
            Map.entry("quality", "80"),
            Map.entry("background", ""),
            Map.entry("renditions", ""),
            Map.entry("animated", "false"),
            Map.entry("placeholder", "false"),
            Map.entry("maxFileSize", "5000"),
            Map.entry("maxPixels", "1000000"),
            Map.entry("workers", "1"),
            Map.entry("retries", "3"),
            Map.entry("retryDelay", "1s"),
            Map.entry("requireToken", "false"),
            Map.entry("claimIdle", "5m"),
            Map.entry("maxDeliveries", "3"),
            Map.entry("retention", "86400000"));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RedisClient client = RedisClient.create("redis://127.0.0.1:1");

    @BeforeEach
    void start() throws Exception {
        ValkeyStreamsComponent streams = new ValkeyStreamsComponent();
        streams.setClient(client);
        camel.addComponent("valkey-streams", streams);
        camel.getRegistry().bind("pipelineParameters", new PipelineParameters(false));
        camel.getRegistry().bind("embeddedPipelineParameters", new PipelineParameters(true));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                template("checked", "direct:{{name}}", "pipelineParameters");
                template("embedded", "direct:{{name}}", "embeddedPipelineParameters");
                template(
                        "read",
                        "valkey-streams:jobs?group=workers&pipeline={{name}}&concurrentConsumers={{workers}}",
                        null);
            }

            private void template(String id, String from, @Nullable String policy) {
                var template = routeTemplate(id);
                GOOD.keySet().forEach(template::templateParameter);
                var route = template.from(from).autoStartup(false);
                if (policy != null) {
                    route.routePolicyRef(policy);
                }
                route.stop();
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        client.shutdown();
    }

    private void add(String template, String parameter, String value) {
        Map<String, Object> parameters = new TreeMap<>(GOOD);
        parameters.put(parameter, value);
        TemplatedRouteBuilder.builder(camel, template)
                .routeId("avatars")
                .parameters(parameters)
                .add();
    }

    @Test
    void aPipelineWithUsableParametersIsAccepted() {
        add("checked", "maxFileSize", " 1000");

        assertThat(camel.getRoute("avatars")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "name, Bad_Name",
        "quality, abc",
        "width, 99999",
        "retryDelay, soonish",
        "retries, many",
        "retries, -1",
        "workers, -1",
        "maxPixels, 1e6",
        "maxFileSize, 9999999999999999999",
        "animated, yes",
        "placeholder, maybe",
        "requireToken, sometimes",
        "claimIdle, soon",
        "maxDeliveries, 0",
        "retention, ever"
    })
    void aPipelineWithAParameterThatCannotBeUsedIsRefusedInOneLine(String parameter, String value) {
        assertThatThrownBy(() -> add("checked", parameter, value))
                .extracting(RouteFailure::reason)
                .asString()
                .startsWith("pipeline avatars: ")
                .contains(parameter, value)
                .doesNotContain("\n");
    }

    @Test
    void noWorkersAreAcceptedForAServerThatOthersCanRead() {
        add("checked", "workers", "0");

        assertThat(camel.getRoute("avatars")).isNotNull();
    }

    @Test
    void noWorkersAreRefusedForTheEmbeddedServer() {
        assertThatThrownBy(() -> add("embedded", "workers", "0"))
                .extracting(RouteFailure::reason)
                .isEqualTo(
                        "pipeline avatars: found workers=0 and the gateway starts its own server, whose jobs no other"
                                + " process can read; expected 1 or more, or a server such as REDIS_URL");
    }

    @Test
    void workersAreAcceptedForTheEmbeddedServer() {
        add("embedded", "workers", "2");

        assertThat(camel.getRoute("avatars")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"' 1000', 1000", "9999999999999999999, 77", "abc, 77"})
    void theDefaultCountsForALimitThatIsNoNumber(String value, long expected) {
        add("read", "maxFileSize", value);

        assertThat(pipelines().running()).extracting(Pipeline::maxFileSize).containsExactly(expected);
    }

    @Test
    void aLimitThatIsNoNumberIsToldOnce() {
        // given
        add("read", "maxFileSize", "abc");
        RunningPipelines pipelines = pipelines();

        try (CapturedLog log = CapturedLog.of(RunningPipelines.class)) {
            // when
            pipelines.running();
            pipelines.running();

            // then
            assertThat(log.lines())
                    .containsExactly(
                            "WARN route avatars: found maxFileSize=abc, expected a number of bytes; the default 77"
                                    + " applies to uploads");
        }
    }

    @Test
    void aPipelineWithoutWorkersRunsAndIsNotReadHere() {
        add("read", "workers", "0");

        assertThat(pipelines().find("avatars")).isPresent();
        assertThat(pipelines().reading()).isEmpty();
        assertThat(pipelines().isRead("avatars")).isFalse();
    }

    @Test
    void aPipelineWithWorkersIsRead() {
        add("read", "workers", "2");

        assertThat(pipelines().isRead("avatars")).isTrue();
        assertThat(pipelines().isRead("scans")).isFalse();
    }

    @Test
    void noPipelineIsReadWhereTheProcessReadsNothing() {
        camel.getComponent("valkey-streams", ValkeyStreamsComponent.class).setReading(false);

        add("read", "workers", "2");

        assertThat(pipelines().running()).hasSize(1);
        assertThat(pipelines().reading()).isEmpty();
    }

    private RunningPipelines pipelines() {
        return new RunningPipelines(
                () -> camel,
                FixedPipelines.NAMING,
                new RunningPipelines.Defaults("file:incoming", "file:processed", 77, false));
    }
}
