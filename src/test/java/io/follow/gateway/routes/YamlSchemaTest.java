package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Route files follow the JSON schema of Camel's YAML DSL, by which editors such as Kaoto judge them. */
class YamlSchemaTest {

    private static final JsonSchema SCHEMA = schema();

    private static JsonSchema schema() {
        InputStream schema = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json");
        return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    }

    static Stream<RouteFile> files() {
        return Stream.of(RouteFile.all(), RouteFile.below(Path.of("bench/routes")))
                .flatMap(files -> files.stream())
                .filter(file -> file.name().endsWith(RouteFile.SUFFIX));
    }

    /** Routes with components that the gateway does not bring along, so that nothing else checks them. */
    static Stream<RouteFile> recipes() throws IOException {
        return Pattern.compile("(?s)`([a-z-]+\\.camel\\.yaml)`[^`]*?(?:`[^`\n]+`)?:\n\n```yaml\n(.*?)```\n")
                .matcher(Files.readString(Path.of("docs/components.md")))
                .results()
                .map(recipe -> RouteFile.parse(recipe.group(1), recipe.group(2)));
    }

    @ParameterizedTest
    @MethodSource({"files", "recipes"})
    void isValid(RouteFile file) {
        assertThat(SCHEMA.validate(file.content())).isEmpty();
    }

    @Test
    void readsEachRecipe() throws IOException {
        assertThat(recipes())
                .extracting(RouteFile::name)
                .containsExactly(
                        "jobs-from-kafka.camel.yaml",
                        "jobs-from-amqp.camel.yaml",
                        "results-to-table.camel.yaml",
                        "photos-from-sftp.camel.yaml");
    }

    @Test
    void findsAPlaceholderInPlaceOfANumber() {
        // given
        RouteFile file = RouteFile.parse(
                "errors.camel.yaml",
                """
                - routeConfiguration:
                    id: errors
                    onException:
                      - onException:
                          exception: [java.lang.Throwable]
                          redeliveryPolicy:
                            maximumRedeliveries: "{{retries}}"
                """);

        // when
        Set<ValidationMessage> messages = SCHEMA.validate(file.content());

        // then
        assertThat(messages).singleElement().asString().contains("maximumRedeliveries");
    }
}
