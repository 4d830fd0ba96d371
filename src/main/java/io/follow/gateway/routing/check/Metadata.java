package io.follow.gateway.routing.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Camel's build has written down about components, steps, languages and data formats on the class path. */
final class Metadata {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";
    private static final String MODEL = "META-INF/org/apache/camel/model/";
    private static final String SCHEMA = "schema/camelYamlDsl.json";

    private final ClassLoader classes;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Optional<ComponentMetadata>> components = new HashMap<>();
    private final Map<String, Map<String, ValueType>> options = new HashMap<>();
    private final Map<String, Boolean> languages = new HashMap<>();
    private final Map<String, Boolean> services = new HashMap<>();
    private @Nullable JsonNode schema;

    Metadata(ClassLoader classes) {
        this.classes = classes;
    }

    /** Whether Camel finds a component, language or data format by this name. */
    boolean isService(String kind, String name) {
        return services.computeIfAbsent(kind + "/" + name, service -> classes.getResource(SERVICES + service) != null);
    }

    /** The component of a scheme; empty where nothing was written down about it. */
    Optional<ComponentMetadata> component(String scheme) {
        return components.computeIfAbsent(scheme, this::readComponent);
    }

    private Optional<ComponentMetadata> readComponent(String scheme) {
        Properties properties = new Properties();
        try (InputStream factory = classes.getResourceAsStream(SERVICES + "component/" + scheme)) {
            if (factory == null) {
                return Optional.empty();
            }
            properties.load(factory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String type = properties.getProperty("class", "");
        String folder = type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
        return read("META-INF/" + folder + "/" + scheme + ".json").map(ComponentMetadata::of);
    }

    /** The options with a simple type that a step, a language or a data format has, by name. */
    Map<String, ValueType> optionsOf(String step) {
        return options.computeIfAbsent(step, this::readOptions);
    }

    private Map<String, ValueType> readOptions(String step) {
        if (!step.matches("[A-Za-z0-9]+")) {
            return Map.of();
        }
        Map<String, ValueType> found = new HashMap<>();
        Stream.of(MODEL, MODEL + "language/", MODEL + "dataformat/")
                .flatMap(folder -> read(folder + step + ".json").stream())
                .findFirst()
                .ifPresent(model -> model.path("properties")
                        .properties()
                        .forEach(option -> found.put(option.getKey(), ValueType.of(option.getValue()))));
        return found;
    }

    /** Whether Camel has an expression of this name, whether or not its language is on the class path. */
    boolean isLanguage(String name) {
        return languages.computeIfAbsent(
                name, language -> classes.getResource(MODEL + "language/" + language + ".json") != null);
    }

    /** The names that may stand below a key, or at the beginning of a step; read when something is wrong and not before. */
    Set<String> namesBelow(String key) {
        Set<String> names = new TreeSet<>();
        JsonNode definitions = schema().path("items").path("definitions");
        Stream.concat(Stream.of(schema().path("items")), definitions.valueStream())
                .map(definition -> definition.path("properties").path(key).path("$ref"))
                .filter(JsonNode::isTextual)
                .map(reference -> definitions.path(reference.asText().substring("#/items/definitions/".length())))
                .forEach(definition -> definition
                        .findValues("properties")
                        .forEach(properties -> properties.fieldNames().forEachRemaining(names::add)));
        return names;
    }

    /** The names that a definition in a file may have. */
    Set<String> definitionNames() {
        return fieldNames(schema().path("items").path("properties"));
    }

    /** The names that a step may have. */
    Set<String> stepNames() {
        return fieldNames(schema().path("items")
                .path("definitions")
                .path("org.apache.camel.model.ProcessorDefinition")
                .path("properties"));
    }

    private static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode schema() {
        JsonNode read = schema;
        if (read == null) {
            read = read(SCHEMA).orElseGet(json::createObjectNode);
            schema = read;
        }
        return read;
    }

    private Optional<JsonNode> read(String resource) {
        try (InputStream source = classes.getResourceAsStream(resource)) {
            return source == null ? Optional.empty() : Optional.of(json.readTree(source));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
