package io.follow.gateway.routing.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * What Camel's build wrote about a component of the class path.
 *
 * @param options of the endpoint, by name, in the order of the metadata
 * @param headers by name
 * @param lenient whether the component takes options that nobody has written down
 */
public record ComponentMetadata(Map<String, Option> options, Map<String, JsonNode> headers, boolean lenient) {

    /** One option of an endpoint. */
    public record Option(String name, JsonNode json) {

        public boolean isRequired() {
            return json.path("required").asBoolean() && !json.has("defaultValue");
        }

        /** Whether it means something to this kind of use; an option without a label means something to both. */
        public boolean isFor(boolean consumer) {
            String label = json.path("label").asText();
            boolean forConsumers = label.contains("consumer");
            boolean forProducers = label.contains("producer");
            return forConsumers == forProducers || forConsumers == consumer;
        }

        boolean isPath() {
            return json.path("kind").asText().equals("path");
        }

        boolean isSecret() {
            return json.path("secret").asBoolean();
        }

        ValueType type() {
            return ValueType.of(json);
        }

        /** Whether it stands for all options that begin with the same text, such as {@code scheduler.}. */
        boolean isPrefixOf(String option) {
            String prefix = json.path("prefix").asText();
            return json.path("multiValue").asBoolean() && !prefix.isEmpty() && option.startsWith(prefix);
        }
    }

    static ComponentMetadata of(JsonNode json) {
        Map<String, Option> options = new LinkedHashMap<>();
        json.path("properties")
                .properties()
                .forEach(field -> options.put(field.getKey(), new Option(field.getKey(), field.getValue())));
        Map<String, JsonNode> headers = new LinkedHashMap<>();
        json.path("headers").properties().forEach(field -> headers.put(field.getKey(), field.getValue()));
        JsonNode component = json.path("component");
        boolean lenient = component.path("lenientProperties").asBoolean()
                || component.path("apiSyntax").isTextual();
        return new ComponentMetadata(options, headers, lenient);
    }

    /** Finds a component by scheme; empty when it is not on the class path. */
    public static Optional<ComponentMetadata> of(String scheme) {
        return new Metadata(ComponentMetadata.class.getClassLoader()).component(scheme);
    }

    /** The option that a name means: Camel takes dashes and letters of either case. */
    @Nullable
    Option option(String name) {
        Option exact = options.get(name);
        return exact != null
                ? exact
                : options.values().stream()
                        .filter(option -> isSame(name, option.name()))
                        .findFirst()
                        .orElse(null);
    }

    static boolean isSame(String given, String option) {
        return option.equalsIgnoreCase(StringHelper.dashToCamelCase(given));
    }

    /** The options that stand in the address before the question mark. */
    List<Option> pathOptions() {
        return options.values().stream().filter(Option::isPath).toList();
    }
}
