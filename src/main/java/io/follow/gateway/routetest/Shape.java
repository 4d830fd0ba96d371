package io.follow.gateway.routetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.routing.check.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Validates test files with the JSON schema that editors use as well. Supports the JSON Schema keywords that this schema
 * contains. A library would not report the line and the nearest key.
 */
final class Shape {

    /** The schema is in the routes directory, where editors find it. */
    static final String SCHEMA = "routes/route-test.schema.json";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

    private final String file;
    private final JsonNode schema;

    private Shape(String file, JsonNode schema) {
        this.file = file;
        this.schema = schema;
    }

    /**
     * Validates the content of a file.
     *
     * @throws InvalidTestFileException for the first problem
     */
    static void check(String file, YamlNode content) {
        JsonNode schema = schema();
        new Shape(file, schema).value(content, schema, "the file");
    }

    static JsonNode schema() {
        try (InputStream json = Objects.requireNonNull(Shape.class.getResourceAsStream("/" + SCHEMA))) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(YamlNode value, JsonNode rule, String name) {
        if (rule.has("$ref")) {
            value(value, schema.at(rule.get("$ref").asText().substring(1)), name);
            return;
        }
        type(value, rule, name);
        if (rule.has("enum")) {
            List<String> allowed = texts(rule.get("enum"));
            if (!allowed.contains(value.text())) {
                throw wrong(value, value.words() + " as " + name, oneOf(allowed), Nearest.of(value.text(), allowed));
            }
        }
        if (rule.has("pattern") && !Pattern.matches(rule.get("pattern").asText(), value.text())) {
            throw wrong(
                    value,
                    value.words() + " as " + name,
                    StringUtils.uncapitalize(rule.path("description").asText()),
                    null);
        }
        if (value.isMap()) {
            map(value, rule, name);
        }
        if (value.isList()) {
            value.items().forEach(item -> value(item, rule.path("items"), name));
            if (value.items().size() < rule.path("minItems").asInt()) {
                throw wrong(value, "no item in " + name, "one or more", null);
            }
        }
    }

    private void type(YamlNode value, JsonNode rule, String name) {
        Set<String> types = new TreeSet<>(texts(rule.path("type")));
        boolean fits = types.isEmpty() || types.stream().anyMatch(type -> isOf(type, value));
        if (!fits) {
            throw wrong(value, value.words() + " as " + name, words(types), null);
        }
    }

    private static boolean isOf(String type, YamlNode value) {
        return switch (type) {
            case "object" -> value.isMap();
            case "array" -> value.isList();
            case "integer" -> WHOLE_NUMBER.matcher(value.text()).matches();
            case "boolean" -> value.text().matches("true|false");
            default -> value.isScalar();
        };
    }

    private void map(YamlNode map, JsonNode rule, String name) {
        JsonNode known = rule.path("properties");
        JsonNode others = rule.path("additionalProperties");
        Set<String> seen = new HashSet<>();
        for (YamlNode.Entry entry : map.entries()) {
            if (!seen.add(entry.key())) {
                throw wrong(entry.place(), "\"" + entry.key() + "\" a second time", "it once at this level", null);
            }
            JsonNode own = known.get(entry.key());
            if (own == null && others.isBoolean()) {
                List<String> names = names(known);
                throw wrong(
                        entry.place(),
                        "\"" + entry.key() + "\" in " + name,
                        oneOf(names),
                        Nearest.of(entry.key(), names));
            }
            value(entry.value(), own == null ? others : own, entry.key());
        }
        for (String required : texts(rule.path("required"))) {
            if (!seen.contains(required)) {
                throw wrong(map, name + " without " + required, "a value for it", null);
            }
        }
        int most = rule.path("maxProperties").asInt(Integer.MAX_VALUE);
        if (seen.size() > most || seen.size() < rule.path("minProperties").asInt()) {
            throw wrong(map, seen.size() + " keys in one item of " + name, oneOf(names(known)), null);
        }
    }

    private InvalidTestFileException wrong(YamlNode place, String found, String expected, @Nullable String nearest) {
        return new InvalidTestFileException(file, place.place(), found, expected, nearest);
    }

    private static String words(Set<String> types) {
        List<String> words = new ArrayList<>();
        if (types.contains("string")) {
            types.removeAll(List.of("number", "boolean"));
        }
        for (String type : types) {
            words.add(
                    switch (type) {
                        case "object" -> "a map";
                        case "array" -> "a list";
                        case "integer" -> "a whole number";
                        case "boolean" -> "true or false";
                        default -> "a text";
                    });
        }
        return String.join(" or ", words);
    }

    private static String oneOf(List<String> names) {
        return "one of " + String.join(", ", names);
    }

    private static List<String> names(JsonNode map) {
        List<String> names = new ArrayList<>();
        map.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list.isTextual()) {
            texts.add(list.asText());
        }
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
