package io.follow.gateway.routing.check;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerSupport;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A file follows Camel's YAML DSL: Camel itself reads it, into a model that nobody uses. */
final class DslCheck {

    private static final Pattern UNKNOWN = Pattern.compile("(?:Unsupported field|Unknown node id): (\\S+)");
    private static final Pattern SEVERAL_KEYS = Pattern.compile("Node should have .*keys: \\[([^]]*)].*");

    private static final Pattern REQUIRED =
            Pattern.compile("Option (\\S+) is required when creating endpoint uri with syntax ([^:]+).*");

    private final Surroundings surroundings;
    private final Metadata metadata;

    DslCheck(Surroundings surroundings, Metadata metadata) {
        this.surroundings = surroundings;
        this.metadata = metadata;
    }

    void check(RouteFile file, Findings findings) {
        YamlDeserializationContext context = new YamlDeserializationContext(
                LoadSettings.builder().setLabel(file.name()).build());
        context.setResource(ResourceHelper.fromString(file.name(), file.source().text()));
        context.setCamelContext(surroundings.camel());
        context.addResolvers(new CustomResolver(new BeansDeserializer()), new ModelDeserializersResolver());
        YamlDeserializerSupport.setDeserializationContext(file.content().node(), context);
        for (YamlValue item : file.content().items()) {
            // Camel makes beans as it reads them.
            if (!item.has("beans")) {
                read(file, item, context, findings);
            }
        }
    }

    private void read(RouteFile file, YamlValue item, YamlDeserializationContext context, Findings findings) {
        try {
            context.mandatoryResolve(item.node()).construct(item.node());
        } catch (MarkedYamlEngineException e) {
            report(file, item, e.getProblem(), e.getProblemMark().orElse(null), findings);
        } catch (UnsupportedOperationException e) {
            YamlValue step = culprit(item, context);
            String key = step.entries().stream()
                    .map(YamlValue.Entry::key)
                    .findFirst()
                    .orElse("a value");
            findings.error(file, step, key + " with a text", key + " with options, one in each line below it");
        } catch (RuntimeException e) {
            report(file, culprit(item, context), String.valueOf(e.getMessage()), null, findings);
        }
    }

    /** The innermost step that Camel cannot read, where it does not say which one it is. */
    private static YamlValue culprit(YamlValue item, YamlDeserializationContext context) {
        return stepsBelow(item)
                .filter(step -> !isReadable(step, context))
                .findFirst()
                .map(step -> culprit(step, context))
                .orElse(item);
    }

    private static Stream<YamlValue> stepsBelow(YamlValue value) {
        Stream<YamlValue> steps = value.get("steps").stream().flatMap(list -> list.items().stream());
        Stream<YamlValue> deeper = value.entries().stream()
                .filter(entry -> !entry.key().equals("steps") && !entry.key().equals("parameters"))
                .flatMap(entry -> stepsBelow(entry.value()));
        Stream<YamlValue> items = value.items().stream().flatMap(DslCheck::stepsBelow);
        return Stream.of(steps, deeper, items).flatMap(each -> each);
    }

    private static boolean isReadable(YamlValue step, YamlDeserializationContext context) {
        try {
            YamlDeserializerSupport.setDeserializationContext(step.node(), context);
            context.mandatoryResolve(step.node()).construct(step.node());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void report(RouteFile file, YamlValue item, String problem, @Nullable Mark mark, Findings findings) {
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.lookingAt()) {
            unknown(file, item, unknown.group(1), mark, findings);
            return;
        }
        Matcher required = REQUIRED.matcher(problem);
        if (required.lookingAt()) {
            required(file, item, required.group(2), required.group(1), findings);
            return;
        }
        YamlValue place = mark == null ? item : Place.at(mark, item).orElse(item);
        Matcher several = SEVERAL_KEYS.matcher(problem.replace("\n", " "));
        if (several.matches()) {
            findings.error(
                    file,
                    place,
                    "several keys in one item (" + several.group(1).replace(",", ", ") + ")",
                    "one; what belongs to it is indented");
            return;
        }
        String line = problem.lines().findFirst().orElse("").replaceFirst("\\.$", "");
        findings.error(file, place, line, "what Camel's YAML DSL allows here");
    }

    private void unknown(RouteFile file, YamlValue item, String name, @Nullable Mark mark, Findings findings) {
        Optional<Place> place = Place.of(name, mark, item);
        Set<String> names = place.map(Place::parent).map(this::namesBelow).orElseGet(Set::of);
        findings.unknown(
                file,
                place.map(Place::key).orElse(item),
                "\"" + name + "\""
                        + place.filter(known -> !known.parent().isEmpty())
                                .map(known -> " in " + known.parent())
                                .orElse(""),
                name,
                names.isEmpty()
                        ? "what Camel's YAML DSL allows here"
                        : Nearest.list("a key of Camel's YAML DSL", names),
                names);
    }

    /** Camel does not say which of the endpoints it is. */
    private void required(RouteFile file, YamlValue item, String scheme, String option, Findings findings) {
        Scope scope = new Scope(surroundings);
        YamlValue place = file.definitions().stream()
                .filter(definition ->
                        item.entries().stream().anyMatch(entry -> entry.value().equals(definition.body())))
                .flatMap(definition -> Element.in(definition, scope).stream())
                .flatMap(element -> EndpointUse.of(element).stream())
                .filter(use -> use.scheme().equals(scheme) && !use.options().containsKey(option))
                .map(use -> use.element().placeOf("uri"))
                .findFirst()
                .orElse(item);
        findings.error(file, place, scheme + " without " + option, "a value for it");
    }

    private Set<String> namesBelow(String parent) {
        return switch (parent) {
            case "" -> metadata.definitionNames();
            case "steps" -> metadata.stepNames();
            default -> metadata.namesBelow(parent);
        };
    }
}
