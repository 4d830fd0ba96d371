package io.follow.gateway.routes;

import static io.follow.gateway.routes.MarkdownTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.component.streams.ValkeyStreamsConstants;
import io.follow.gateway.routing.check.ComponentMetadata;
import io.follow.gateway.routing.check.ComponentMetadata.Option;
import io.follow.gateway.settings.EnvVariable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows, or their first cells, that the tables of the document must have: taken from what they describe. */
final class ExpectedRows {

    private ExpectedRows() {}

    /** File and description; the description of a route made from a template is the first comment of its file. */
    static List<String> files() {
        return RouteFile.all().stream()
                .map(file -> row(List.of(code(file.name()), description(file))))
                .toList();
    }

    private static String description(RouteFile file) {
        Definition only = file.definitions().get(0);
        return only.isTemplated() ? file.lines().get(0).substring(2) : only.description();
    }

    /** Bean, and method with the names of its parameters. */
    static List<String> steps() {
        List<String> rows = new ArrayList<>();
        GatewayBeans.declared()
                .steps()
                .forEach((bean, methods) ->
                        methods.forEach(method -> rows.add(row(List.of(code(bean), code(signature(method)))))));
        return rows;
    }

    static String signature(Method method) {
        return Arrays.stream(method.getParameters())
                .map(Parameter::getName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    /** Option, use, default and description. */
    static List<String> options() {
        return streams().options().values().stream()
                .map(option -> row(List.of(code(option.name()), use(option), defaultOf(option), descriptionOf(option))))
                .toList();
    }

    /** Of an option that Camel gives to every endpoint, the first sentence. */
    private static String descriptionOf(Option option) {
        String description = text(option.json(), "description");
        boolean own = option.json().has("configurationClass");
        return own ? description : description.replaceFirst("\\. .*|\\.$", "");
    }

    private static String use(Option option) {
        if (option.isFor(true) && option.isFor(false)) {
            return "both";
        }
        return option.isFor(true) ? "consumer" : "producer";
    }

    private static String defaultOf(Option option) {
        String value = text(option.json(), "defaultValue");
        return value.isEmpty() ? (option.isRequired() ? "required" : "none") : code(value);
    }

    /** Header and description. */
    static List<String> headers() {
        List<String> rows = new ArrayList<>();
        streams().headers().forEach((name, json) -> rows.add(row(List.of(code(name), text(json, "description")))));
        return rows;
    }

    /** The constants of the component that are no headers. */
    static List<String> exchangeProperties() throws IllegalAccessException {
        List<String> rows = new ArrayList<>();
        for (Field field : ValkeyStreamsConstants.class.getFields()) {
            String name = String.valueOf(field.get(null));
            if (!streams().headers().containsKey(name)) {
                rows.add(row(List.of(code(name))));
            }
        }
        return rows;
    }

    /** Variable, property and allowed values. */
    static List<String> settings() {
        return Stream.of(EnvVariable.values())
                .map(setting -> row(List.of(code(setting.name()), code(setting.property()), setting.allowedValues())))
                .toList();
    }

    /** Properties of the gateway that no variable of the settings sets. */
    static List<String> otherProperties() {
        Set<String> bySettings =
                Stream.of(EnvVariable.values()).map(EnvVariable::property).collect(Collectors.toSet());
        Properties defaults = GatewayDefaults.properties();
        return defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith("gateway.") && !bySettings.contains(name))
                .sorted()
                .map(name -> row(List.of(code(name))))
                .toList();
    }

    /** Parameter, default and description. */
    static List<String> parametersOf(String template) {
        List<String> rows = new ArrayList<>();
        for (RouteFile file : RouteFile.all()) {
            for (Definition definition : file.definitions()) {
                if (definition.isTemplate() && definition.id().equals(template)) {
                    for (JsonNode parameter : definition.body().path("parameters")) {
                        String value = text(parameter, "defaultValue");
                        rows.add(row(List.of(
                                code(text(parameter, "name")),
                                defaultOf(parameter, value),
                                text(parameter, "description"))));
                    }
                }
            }
        }
        return rows;
    }

    private static String defaultOf(JsonNode parameter, String value) {
        if (!value.isEmpty()) {
            return code(value);
        }
        return parameter.path("required").asBoolean() ? "required" : "none";
    }

    private static ComponentMetadata streams() {
        return ComponentMetadata.of("valkey-streams").orElseThrow();
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
