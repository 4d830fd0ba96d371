package io.follow.gateway.routing.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.Language;

/** What Camel reads as text at first and understands when it makes the route: numbers, times, classes and expressions. */
final class ValueCheck {

    private static final Set<String> PREDICATES =
            Set.of("when", "filter", "onWhen", "validate", "handled", "continued", "retryWhile", "completionPredicate");

    /** Languages that are part of Camel's core, or whose keys mean something else as well. */
    private static final Set<String> CORE = Set.of(
            "expression",
            "constant",
            "simple",
            "csimple",
            "header",
            "exchangeProperty",
            "variable",
            "tokenize",
            "ref",
            "method",
            "language",
            "java");

    private final Surroundings surroundings;
    private final Metadata metadata;

    ValueCheck(Surroundings surroundings, Metadata metadata) {
        this.surroundings = surroundings;
        this.metadata = metadata;
    }

    void check(Element element, Findings findings) {
        if (element.key().equals("parameters")) {
            return;
        }
        options(element, findings);
        switch (element.key()) {
            case "exception" -> element.value().items().forEach(name -> exception(element, name, findings));
            case "exceptionType" -> exception(element, element.value(), findings);
            case "simple" -> simple(element, textOf(element, "expression"), isPredicate(element), findings);
            case "log" -> simple(element, textOf(element, "message"), false, findings);
            default -> language(element, findings);
        }
        if (element.parent().equals("marshal") || element.parent().equals("unmarshal")) {
            dataFormat(element, findings);
        }
    }

    private static YamlValue textOf(Element element, String key) {
        return element.value().isScalar() ? element.value() : element.placeOf(key);
    }

    private void options(Element element, Findings findings) {
        if (!element.value().isMap()) {
            return;
        }
        Map<String, ValueType> types = metadata.optionsOf(element.key());
        for (YamlValue.Entry entry : element.value().entries()) {
            ValueType type = types.get(entry.key());
            String text = entry.value().text();
            String value =
                    type == null || text.isEmpty() ? null : element.scope().value(text);
            if (value != null
                    && type != null
                    && !value.contains("${")
                    && !value.startsWith("#")
                    && !type.allows(value)) {
                String shown = element.scope().shown(text);
                findings.error(element.file(), entry.value(), entry.key() + ": " + shown, type.description());
            }
        }
    }

    private void exception(Element element, YamlValue name, Findings findings) {
        String value = element.scope().value(name.text());
        if (value == null || value.isEmpty()) {
            return;
        }
        Class<?> type = surroundings.camel().getClassResolver().resolveClass(value);
        if (type == null || !Throwable.class.isAssignableFrom(type)) {
            findings.error(
                    element.file(),
                    name,
                    "the exception " + element.shown(name, value),
                    "the full name of an exception on the class path, such as java.lang.Throwable");
        }
    }

    private static boolean isPredicate(Element element) {
        List<String> path = element.path();
        return path.subList(Math.max(0, path.size() - 2), path.size()).stream().anyMatch(PREDICATES::contains);
    }

    private void simple(Element element, YamlValue place, boolean predicate, Findings findings) {
        String text = place.isScalar() ? element.scope().value(place.text()) : null;
        if (text == null || !text.contains("$")) {
            return;
        }
        try {
            Language simple = surroundings.camel().resolveLanguage("simple");
            if (predicate) {
                simple.createPredicate(text);
            } else {
                simple.createExpression(text);
            }
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("not understood");
            // The reason repeats the expression.
            String shown = element.shown(place, text.strip() + " (" + reason + ")");
            findings.error(element.file(), place, "the Simple expression " + shown, "an expression such as ${body}");
        }
    }

    private void language(Element element, Findings findings) {
        String name = element.key();
        boolean expression = element.value().isScalar() || element.value().has("expression");
        if (!CORE.contains(name) && expression && metadata.isLanguage(name) && !metadata.isService("language", name)) {
            findings.error(
                    element.file(),
                    element.place(),
                    "the language " + name,
                    "a language on the class path, such as simple or constant");
        }
    }

    private void dataFormat(Element element, Findings findings) {
        boolean option = element.key().equals("id")
                || element.key().equals("custom")
                || !element.value().isMap();
        String name = element.key().equals("json") ? library(element) : element.key();
        if (!option
                && !metadata.isService("dataformat", name)
                && !metadata.optionsOf(element.key()).isEmpty()) {
            findings.error(
                    element.file(),
                    element.place(),
                    "the data format " + name,
                    "a data format on the class path, such as json with the library Jackson");
        }
    }

    private static String library(Element element) {
        String library = element.value("library");
        return library.isEmpty() ? "jackson" : library.toLowerCase(Locale.ROOT);
    }
}
