package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What Camel's build wrote about a component of the class path.
 *
 * @param options of the endpoint, by name, in the order of the metadata
 * @param headers by name
 */
record ComponentMetadata(Map<String, Option> options, Map<String, JsonNode> headers) {

    private static final String FACTORIES = "/META-INF/services/org/apache/camel/component/";

    /** One option of an endpoint. */
    record Option(String name, JsonNode json) {

        boolean isRequired() {
            return json.path("required").asBoolean() && !json.has("defaultValue");
        }

        /** Whether it means something to this kind of use; an option without a label means something to both. */
        boolean isFor(boolean consumer) {
            String label = json.path("label").asText();
            boolean forConsumers = label.contains("consumer");
            boolean forProducers = label.contains("producer");
            return forConsumers == forProducers || forConsumers == consumer;
        }

        boolean allows(String value) {
            for (JsonNode allowed : json.path("enum")) {
                if (allowed.asText().equals(value)) {
                    return true;
                }
            }
            return json.path("enum").isMissingNode();
        }
    }

    /** Finds a component by scheme; empty when it is not on the class path. */
    static Optional<ComponentMetadata> of(String scheme) {
        try (@Nullable InputStream factory = ComponentMetadata.class.getResourceAsStream(FACTORIES + scheme)) {
            if (factory == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(factory);
            String type = properties.getProperty("class");
            String folder = type.substring(0, type.lastIndexOf('.')).replace('.', '/');
            return Optional.of(read("/META-INF/" + folder + "/" + scheme + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ComponentMetadata read(String resource) throws IOException {
        try (@Nullable InputStream source = ComponentMetadata.class.getResourceAsStream(resource)) {
            if (source == null) {
                throw new IOException(resource + " is not on the class path");
            }
            JsonNode json = new ObjectMapper().readTree(source);
            Map<String, Option> options = new LinkedHashMap<>();
            json.path("properties")
                    .properties()
                    .forEach(field -> options.put(field.getKey(), new Option(field.getKey(), field.getValue())));
            Map<String, JsonNode> headers = new LinkedHashMap<>();
            json.path("headers").properties().forEach(field -> headers.put(field.getKey(), field.getValue()));
            return new ComponentMetadata(options, headers);
        }
    }
}
