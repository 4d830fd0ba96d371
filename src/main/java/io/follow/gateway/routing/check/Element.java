package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A key with its value somewhere in a definition: a step, an option of a step, an expression.
 *
 * @param path the keys above it, the nearest last
 * @param place where the key stands
 */
record Element(RouteFile file, List<String> path, String key, YamlValue place, YamlValue value, Scope scope) {

    /** Returns a definition and all that is in it, from above to below. Parameters of endpoints and templates are left out. */
    static List<Element> in(Definition definition, Scope scope) {
        List<Element> elements = new ArrayList<>();
        add(
                new Element(
                        definition.file(), List.of(), definition.kind(), definition.place(), definition.body(), scope),
                elements);
        return elements;
    }

    private static void add(Element element, List<Element> elements) {
        elements.add(element);
        if (!element.key.equals("parameters")) {
            List<String> path = new ArrayList<>(element.path);
            path.add(element.key);
            addBelow(element, path, element.value, elements);
        }
    }

    private static void addBelow(Element above, List<String> path, YamlValue value, List<Element> elements) {
        for (YamlValue.Entry entry : value.entries()) {
            add(new Element(above.file, path, entry.key(), entry.place(), entry.value(), above.scope), elements);
        }
        for (YamlValue item : value.items()) {
            addBelow(above, path, item, elements);
        }
    }

    /** The nearest key above, or an empty text. */
    String parent() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    /** The text below a key with its placeholders replaced; empty when there is none, or when only a run knows it. */
    String value(String option) {
        String value = scope.value(value().text(option));
        return value == null ? "" : value;
    }

    /** What a finding says about a value: the value, or what the file has where the value may be a secret. */
    String shown(YamlValue place, String value) {
        return scope.isOpen(place.text()) ? value : place.text().strip();
    }

    /** Where the value of an option stands, or this element where there is none. */
    YamlValue placeOf(String option) {
        return value.get(option).orElse(place);
    }
}
