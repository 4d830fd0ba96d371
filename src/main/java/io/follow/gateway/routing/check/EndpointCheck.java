package io.follow.gateway.routing.check;

import io.follow.gateway.component.streams.RenamedOptions;
import io.follow.gateway.routing.check.ComponentMetadata.Option;
import io.follow.gateway.routing.check.EndpointUse.OptionValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Component;

/**
 * An endpoint has a component, and the component has its options, with such values. Camel itself passes over an option of
 * consumers on a producer, and the other way round.
 */
final class EndpointCheck {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private final Surroundings surroundings;
    private final Metadata metadata;
    private final BeanCheck beans;

    EndpointCheck(Surroundings surroundings, Metadata metadata, BeanCheck beans) {
        this.surroundings = surroundings;
        this.metadata = metadata;
        this.beans = beans;
    }

    void check(EndpointUse endpoint, Set<String> local, Findings findings) {
        String scheme = endpoint.scheme();
        boolean known = metadata.isService("component", scheme)
                || surroundings.camel().hasComponent(scheme) != null
                || isComponent(scheme)
                || isComponent(scheme + "-component");
        if (!known) {
            findings.unknown(
                    endpoint.element().file(),
                    place(endpoint),
                    "the component " + shown(endpoint, scheme),
                    scheme,
                    "a component on the class path",
                    components());
            return;
        }
        metadata.component(scheme).ifPresent(component -> options(endpoint, component, local, findings));
        if (scheme.equals("bean") && !endpoint.path().contains("{{")) {
            OptionValue method = endpoint.given("method");
            String text = method == null ? "" : endpoint.element().scope().value(method.text());
            if (text != null) {
                beans.call(
                        endpoint.element(),
                        place(endpoint),
                        orEmpty(endpoint, "beanName"),
                        method == null ? place(endpoint) : method.place(),
                        text,
                        local,
                        findings);
            }
        }
    }

    private boolean isComponent(String bean) {
        Class<?> type = surroundings.beanType(bean);
        return type != null && Component.class.isAssignableFrom(type);
    }

    private String orEmpty(EndpointUse endpoint, String option) {
        String value = endpoint.value(option, metadata);
        return value == null ? "" : value;
    }

    private void options(EndpointUse endpoint, ComponentMetadata component, Set<String> local, Findings findings) {
        for (Map.Entry<String, OptionValue> given : endpoint.options().entrySet()) {
            option(endpoint, component, given.getKey(), given.getValue(), local, findings);
        }
        for (Option option : component.options().values()) {
            boolean inPath = option.isPath() && !endpoint.path().isEmpty();
            if (option.isRequired() && !inPath && endpoint.given(option.name()) == null) {
                findings.error(
                        endpoint.element().file(),
                        place(endpoint),
                        shown(endpoint, endpoint.scheme()) + " without " + option.name(),
                        "a value for it");
            }
        }
    }

    private void option(
            EndpointUse endpoint,
            ComponentMetadata component,
            String name,
            OptionValue given,
            Set<String> local,
            Findings findings) {
        Option option = component.option(name);
        RouteFile file = endpoint.element().file();
        if (option == null) {
            boolean taken = name.contains("{{")
                    || component.lenient()
                    || component.options().values().stream().anyMatch(other -> other.isPrefixOf(name));
            if (!taken) {
                unknown(endpoint, component, name, given, findings);
            }
            return;
        }
        if (!option.isFor(endpoint.consumer()) && !option.name().equals("exchangePattern")) {
            findings.warning(
                    file,
                    given.place(),
                    "the option " + shown(endpoint, given, name) + " of " + endpoint.scheme() + " where it "
                            + (endpoint.consumer() ? "reads" : "writes"),
                    "an option for " + (endpoint.consumer() ? "consumers" : "producers"));
            return;
        }
        value(endpoint, option, given, local, findings);
    }

    private static void unknown(
            EndpointUse endpoint, ComponentMetadata component, String name, OptionValue given, Findings findings) {
        RouteFile file = endpoint.element().file();
        String found = "the option " + shown(endpoint, given, name) + " of " + endpoint.scheme();
        String renamed = endpoint.scheme().equals("valkey-streams") ? RenamedOptions.newName(name) : null;
        if (renamed != null) {
            findings.error(file, given.place(), found, renamed + ", its new name");
            return;
        }
        List<String> names = names(component, endpoint.consumer());
        findings.unknown(file, given.place(), found, name, Nearest.list("an option of the component", names), names);
    }

    private void value(EndpointUse endpoint, Option option, OptionValue given, Set<String> local, Findings findings) {
        String value = endpoint.element().scope().value(given.text());
        if (value == null || value.isEmpty() || value.contains("${") || value.startsWith("RAW(")) {
            return;
        }
        if (value.startsWith("#")) {
            reference(endpoint, value.substring(1), given, local, findings);
        } else if (!option.type().allows(value)) {
            findings.error(
                    endpoint.element().file(),
                    given.place(),
                    option.name() + ": " + shown(option, given, endpoint),
                    option.type().description());
        }
    }

    private void reference(
            EndpointUse endpoint, String reference, OptionValue given, Set<String> local, Findings findings) {
        if (reference.startsWith("class:")) {
            String name = reference.substring("class:".length()).replaceFirst("[(#].*", "");
            if (surroundings.camel().getClassResolver().resolveClass(name) == null) {
                findings.error(
                        endpoint.element().file(),
                        given.place(),
                        "the class " + endpoint.element().shown(given.place(), name),
                        "a class on the class path");
            }
        } else if (!reference.startsWith("type:") && !reference.startsWith("property:")) {
            String name = reference.replaceFirst("^bean:", "");
            if (!local.contains(name) && surroundings.beanType(name) == null) {
                beans.noBean(endpoint.element(), given.place(), name, findings);
            }
        }
    }

    /** What the file says, and what that is where it is a placeholder; never a secret. */
    private static String shown(Option option, OptionValue given, EndpointUse endpoint) {
        if (option.isSecret()) {
            return "(not shown)";
        }
        return shown(endpoint, given, endpoint.element().scope().shown(given.text()));
    }

    /** A part of an option; not shown where the option comes from a value that may be a secret. */
    private static String shown(EndpointUse endpoint, OptionValue given, String part) {
        String address = given.place().text();
        boolean inFile = address.contains(given.text());
        return inFile || endpoint.element().scope().isOpen(address) ? part : "(not shown)";
    }

    /** A part of the address, or the address as the file has it where that part may be a secret. */
    private static String shown(EndpointUse endpoint, String part) {
        String address = place(endpoint).text().replaceFirst("\\?.*", "");
        return endpoint.element().scope().isOpen(address) ? part : address;
    }

    private static List<String> names(ComponentMetadata component, boolean consumer) {
        return component.options().values().stream()
                .filter(option -> option.isFor(consumer))
                .map(Option::name)
                .toList();
    }

    private static YamlValue place(EndpointUse endpoint) {
        Element element = endpoint.element();
        return element.value().isScalar() ? element.value() : element.placeOf("uri");
    }

    /** The schemes that the class path has. */
    private Set<String> components() {
        return ClassPathNames.below(surroundings.classes(), COMPONENTS).stream()
                .filter(name -> !name.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
