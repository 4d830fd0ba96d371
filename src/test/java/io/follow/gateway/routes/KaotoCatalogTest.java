package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files in {@code docs/kaoto}, which the repository keeps so that Kaoto can be given them without a build. */
class KaotoCatalogTest {

    private static final Path KEPT = Path.of("docs/kaoto");
    private static final Path GENERATED = Path.of("target/kaoto");

    private static void assertKept(String name, String content) throws IOException {
        Path generated = Files.createDirectories(GENERATED).resolve(name);
        Files.writeString(generated, content);
        assertThat(KEPT.resolve(name))
                .as("the catalog for Kaoto has changed: cp %s %s", generated, KEPT)
                .exists()
                .hasContent(content);
    }

    @Test
    void keepsTheComponentAsItIsGenerated() throws IOException {
        assertKept("components.json", KaotoCatalog.components());
    }

    @Test
    void keepsTheStepsAsTheyAreGenerated() throws IOException {
        assertKept("steps.json", KaotoCatalog.steps());
    }

    @Test
    void describesEachOptionOfTheComponentForAForm() throws IOException {
        // when
        JsonNode component =
                new ObjectMapper().readTree(KaotoCatalog.components()).path("valkey-streams");

        // then
        JsonNode options = component.path("propertiesSchema").path("properties");
        assertThat(options).hasSameSizeAs(component.path("properties"));
        assertThat(options)
                .allSatisfy(option -> assertThat(option.path("type").asText()).isIn("string", "boolean", "integer"));
        assertThat(options.path("acknowledge").path("enum")).hasSize(2);
        assertThat(component.path("component").path("syntax").asText()).isEqualTo("valkey-streams:stream");
    }

    @Test
    void namesEachStepAsARouteCallsIt() throws IOException {
        assertThat(KaotoCatalog.steps())
                .contains(
                        "\"method\" : \"toWidth(${body}, width)\"",
                        "\"method\" : \"into(${exchange}, ${body}, 'store')\"");
    }
}
