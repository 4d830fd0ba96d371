package io.follow.gateway.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What the catalog of Kaoto lacks: the component {@code valkey-streams}, in the format of that catalog, and the steps. The
 * component is taken from its metadata, the steps from the beans and from the table in docs/routes.md.
 */
final class KaotoCatalog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path METADATA =
            Path.of("src/generated/resources/META-INF/io/follow/gateway/component/streams/valkey-streams.json");

    private KaotoCatalog() {}

    /** Components by name, each with a JSON schema of its options, by which Kaoto draws a form. */
    static String components() throws IOException {
        ObjectNode component = (ObjectNode) JSON.readTree(Files.readString(METADATA));
        ObjectNode schema = component.putObject("propertiesSchema");
        schema.put("$schema", "http://json-schema.org/draft-07/schema#").put("type", "object");
        ObjectNode options = schema.putObject("properties");
        component.path("properties").properties().forEach(option -> options.set(option.getKey(), schemaOf(option)));
        return text(JSON.createObjectNode().set("valkey-streams", component));
    }

    private static ObjectNode schemaOf(Map.Entry<String, JsonNode> option) {
        JsonNode metadata = option.getValue();
        String type = metadata.path("type").asText();
        ObjectNode schema = JSON.createObjectNode()
                .put("title", metadata.path("displayName").asText())
                .put("description", metadata.path("description").asText())
                .put("$comment", "group:" + metadata.path("group").asText());
        switch (type) {
            case "boolean" -> schema.put("type", type);
            case "integer", "number" -> schema.put("type", type);
            case "duration" -> schema.put("type", "string").put("format", "duration");
            case "object" ->
                schema.put("type", "string")
                        .put("format", "bean:" + metadata.path("javaType").asText());
            case "enum" -> schema.put("type", "string").set("enum", metadata.path("enum"));
            default -> schema.put("type", "string");
        }
        if (metadata.hasNonNull("defaultValue")) {
            schema.set("default", metadata.path("defaultValue"));
        }
        return schema;
    }

    /** Each method of each step, as a call to put into a route. */
    static String steps() throws IOException {
        List<List<String>> table = MarkdownTable.below("## Steps", Files.readString(DocumentedExample.DOCUMENT))
                .rows();
        ArrayNode steps = JSON.createArrayNode();
        GatewayBeans.declared().steps().forEach((bean, methods) -> sorted(methods)
                .forEach(method -> {
                    List<String> row = table.stream()
                            .filter(cells -> cells.get(0).equals("`" + bean + "`")
                                    && cells.get(1).equals("`" + ExpectedRows.signature(method) + "`"))
                            .findFirst()
                            .orElseThrow();
                    steps.addObject()
                            .put("ref", bean)
                            .put("method", call(method))
                            .put("requires", plain(row.get(2)))
                            .put("description", plain(row.get(3)))
                            .put("parameters", plain(row.get(4)));
                }));
        return text(steps);
    }

    /** Reflection gives methods of the same name in any order. */
    private static List<Method> sorted(List<Method> methods) {
        return methods.stream()
                .sorted(Comparator.comparing(ExpectedRows::signature))
                .toList();
    }

    /** As docs/routes.md tells to write it; other arguments than the exchange and the body stand there by their names. */
    private static String call(Method method) {
        Parameter[] parameters = method.getParameters();
        return parameters.length < 2
                ? method.getName()
                : Arrays.stream(parameters)
                        .map(KaotoCatalog::argument)
                        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    private static String argument(Parameter parameter) {
        if (parameter.getType() == Exchange.class) {
            return "${exchange}";
        }
        if (parameter.getType() == String.class) {
            return "'" + parameter.getName() + "'";
        }
        return parameter.getType().isPrimitive() ? parameter.getName() : "${body}";
    }

    /** Without the marks of Markdown. */
    private static String plain(String cell) {
        return cell.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
    }

    private static String text(JsonNode json) throws JsonProcessingException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter))
                        .writeValueAsString(json)
                + "\n";
    }
}
