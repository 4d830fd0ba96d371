package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document that the gateway serves names every call that its routes answer, and none that is gone. */
class OpenApiTest {

    private static final Path DOCUMENT = Path.of("src/main/resources/static/openapi.json");

    /** Calls that no route answers, because Camel cannot stream them or has to be asked about them. */
    private static final List<String> OF_CONTROLLERS =
            List.of("GET /api/v1/images/status/stream", "GET /health", "GET /health/ready", "GET /metrics");

    private static JsonNode document() throws IOException {
        return new ObjectMapper().readTree(Files.readString(DOCUMENT));
    }

    private static Stream<String> described(JsonNode document) {
        List<String> calls = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return calls.stream();
    }

    @Test
    void namesEveryCallAndNothingElse() throws IOException {
        // given
        Stream<String> routes = RouteFile.all().stream()
                .filter(file -> !file.isExample())
                .flatMap(file -> file.endpoints().stream())
                .filter(endpoint -> endpoint.consumer() && endpoint.uri().equals("platform-http"))
                .map(Endpoint::parameters)
                .flatMap(options -> Stream.of(
                                options.path("httpMethodRestrict").asText().split(","))
                        .map(method -> method + " " + options.path("path").asText()));

        // when
        Stream<String> described = described(document());

        // then
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(routes, OF_CONTROLLERS.stream()).toList());
    }

    @Test
    void refersToNothingThatIsMissing() throws IOException {
        // given
        JsonNode document = document();

        // when
        List<String> references = document.findValuesAsText("$ref");

        // then
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void givesEachCallANameOfItsOwn() throws IOException {
        assertThat(document().findValuesAsText("operationId"))
                .hasSize((int) described(document()).count())
                .doesNotHaveDuplicates();
    }
}
