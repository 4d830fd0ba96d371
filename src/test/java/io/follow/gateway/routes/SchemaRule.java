package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A file follows the schema of the YAML DSL of the Camel version in use. The schema is stricter than Camel in two things,
 * which are let pass: a property may stand where a number or a switch is wanted, and a number where a text is wanted.
 */
final class SchemaRule implements RouteRule {

    private static final String FILE = "/schema/camelYamlDsl.json";

    /** Read once: a megabyte of it takes seconds to be understood. */
    private static final JsonSchema SCHEMA = read();

    private static JsonSchema read() {
        try (InputStream source = Objects.requireNonNull(SchemaRule.class.getResourceAsStream(FILE), FILE)) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Finding> check(RouteFile file) {
        return SCHEMA.validate(file.content()).stream()
                .filter(message -> !isAcceptedByCamel(message))
                .map(message -> file.finding(message.getMessage(), "what Camel's schema allows"))
                .toList();
    }

    private static boolean isAcceptedByCamel(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        if (value == null || !"type".equals(message.getType())) {
            return false;
        }
        boolean textWanted = message.getMessage().endsWith("string expected");
        return (value.isNumber() && textWanted)
                || (value.isTextual() && value.asText().contains("{{"));
    }
}
