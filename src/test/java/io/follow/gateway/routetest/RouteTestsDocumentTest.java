package io.follow.gateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code docs/route-tests.md} names each key that the schema has, with its description. A test that fails prints the rows of its
 * table.
 */
class RouteTestsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/route-tests.md");

    private final JsonNode schema = Shape.schema();

    @ParameterizedTest
    @CsvSource({
        "### The file, ''",
        "### A test, /$defs/test",
        "### A file that is given, /$defs/file",
        "### Actions, /$defs/action",
        "### Expectations, /$defs/expectation",
        "### Values, /$defs/value"
    })
    void namesEachKey(String heading, String place) throws IOException {
        // given
        List<String> expected = new ArrayList<>();
        rows("", schema.at(place), expected);

        // when
        List<String> found = rowsBelow(heading);

        // then
        assertThat(found)
                .as(() -> "the rows below \"" + heading + "\":\n" + String.join("\n", expected) + "\n")
                .isEqualTo(expected);
    }

    /** Those of parts that have a table of their own are not repeated. */
    private void rows(String prefix, JsonNode rule, List<String> rows) {
        rule.path("properties").properties().forEach(property -> {
            JsonNode own = property.getValue();
            JsonNode target = resolved(own);
            String name = prefix + property.getKey();
            rows.add("| `" + name + "` | "
                    + own.path("description").asText(target.path("description").asText()) + " |");
            boolean elsewhere = own.path("$ref").asText().matches(".*/(file|value|values|texts)");
            if (!elsewhere) {
                rows(name + ".", target, rows);
                JsonNode named = target.path("additionalProperties");
                if (named.isObject() && resolved(named).has("properties")) {
                    rows(name + ".NAME.", resolved(named), rows);
                }
            }
        });
    }

    private JsonNode resolved(JsonNode rule) {
        return rule.has("$ref") ? schema.at(rule.path("$ref").asText().substring(1)) : rule;
    }

    private static List<String> rowsBelow(String heading) throws IOException {
        return Files.readString(DOCUMENT)
                .lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .toList();
    }
}
