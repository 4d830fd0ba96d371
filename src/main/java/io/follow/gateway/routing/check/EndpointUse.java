package io.follow.gateway.routing.check;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Where a route reads or writes.
 *
 * @param path what stands between the scheme and the options; empty when all is in parameters
 * @param options by name
 */
record EndpointUse(Element element, boolean consumer, String scheme, String path, Map<String, OptionValue> options) {

    private static final Set<String> PRODUCERS = Set.of("to", "toD", "wireTap", "enrich", "deadLetterUri");
    private static final Set<String> CONSUMERS = Set.of("from", "poll", "pollEnrich");

    /** The value of an option as the file has it, and where it stands. */
    record OptionValue(YamlValue place, String text) {}

    /** Returns the endpoint that an element names; empty when it names none, or one that only a run knows. */
    static Optional<EndpointUse> of(Element element) {
        boolean consumer = CONSUMERS.contains(element.key());
        boolean endpoint = consumer || PRODUCERS.contains(element.key());
        // Above an address, "from" may stand as a part of something else, such as a list of a rest configuration.
        if (!endpoint || element.parent().equals("parameters")) {
            return Optional.empty();
        }
        YamlValue address = element.value().isScalar()
                ? element.value()
                : element.value().get("uri").orElse(null);
        return address == null ? Optional.empty() : parse(element, consumer, address);
    }

    private static Optional<EndpointUse> parse(Element element, boolean consumer, YamlValue address) {
        // A placeholder may have a question mark of its own.
        int question = address.text()
                .replaceAll("(?<=\\{\\{[^{}]{0,500})\\?(?=[^{}]*}})", "_")
                .indexOf('?');
        String before = question < 0 ? address.text() : address.text().substring(0, question);
        String known = element.scope().value(before);
        if (known == null) {
            int colon = before.indexOf(':');
            known = colon > 0 && !before.substring(0, colon).contains("{{") ? before : null;
        }
        if (known == null || known.startsWith("${") || known.isBlank()) {
            return Optional.empty();
        }
        Map<String, OptionValue> options = new LinkedHashMap<>();
        if (question >= 0) {
            query(address, address.text().substring(question + 1), options);
        }
        int inValue = known.contains("{{") ? -1 : known.indexOf('?');
        if (inValue >= 0) {
            query(address, known.substring(inValue + 1), options);
            known = known.substring(0, inValue);
        }
        element.value().get("parameters").ifPresent(parameters -> parameters
                .entries()
                .forEach(entry -> options.put(
                        entry.place().text(),
                        new OptionValue(entry.value(), entry.value().text()))));
        int colon = known.indexOf(':');
        String scheme = colon < 0 ? known : known.substring(0, colon);
        String path = colon < 0 ? "" : known.substring(colon + 1).replaceFirst("^//", "");
        return Optional.of(new EndpointUse(element, consumer, scheme, path, options));
    }

    private static void query(YamlValue address, String query, Map<String, OptionValue> options) {
        try {
            URISupport.parseQuery(query)
                    .forEach((name, value) -> options.put(name, new OptionValue(address, String.valueOf(value))));
        } catch (URISyntaxException e) {
            // Camel's own reading of the address, which comes first, has found that.
            options.clear();
        }
    }

    /** What stands for an option, whose name may have dashes and letters of either case. */
    @Nullable
    OptionValue given(String option) {
        OptionValue exact = options.get(option);
        return exact != null
                ? exact
                : options.entrySet().stream()
                        .filter(entry -> ComponentMetadata.isSame(entry.getKey(), option))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** The value of an option with its placeholders replaced, also of one that stands in the path; null when only a run knows. */
    @Nullable
    String value(String option, Metadata metadata) {
        OptionValue given = given(option);
        if (given != null) {
            return element.scope().value(given.text());
        }
        boolean inPath = metadata.component(scheme)
                .filter(component -> component.pathOptions().size() == 1
                        && component.pathOptions().get(0).name().equals(option))
                .isPresent();
        if (inPath && !path.isEmpty()) {
            return path.contains("{{") ? null : path;
        }
        return null;
    }

    boolean isTrue(String option, Metadata metadata) {
        return Boolean.parseBoolean(value(option, metadata));
    }
}
