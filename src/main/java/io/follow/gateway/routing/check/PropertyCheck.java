package io.follow.gateway.routing.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A placeholder has something behind it: a property, a parameter of the template, a bean, or a default of its own. */
final class PropertyCheck {

    private static final Pattern BEAN = Pattern.compile("\\{\\{bean:([^{}.]+)(?:\\.([^{}]+))?}}");

    private final Surroundings surroundings;
    private final BeanCheck beans;

    PropertyCheck(Surroundings surroundings, BeanCheck beans) {
        this.surroundings = surroundings;
        this.beans = beans;
    }

    void check(Definition definition, Scope scope, Set<String> local, Findings findings) {
        Element element = new Element(
                definition.file(), List.of(), definition.kind(), definition.place(), definition.body(), scope);
        check(element, definition.body(), local, findings);
    }

    private void check(Element element, YamlValue value, Set<String> local, Findings findings) {
        value.entries().forEach(entry -> check(element, entry.value(), local, findings));
        value.items().forEach(item -> check(element, item, local, findings));
        if (!value.text().contains("{{")) {
            return;
        }
        for (String name : element.scope().resolve(value.text()).unknown()) {
            boolean variable = name.startsWith("env:") || name.startsWith("sys:");
            findings.unknown(
                    element.file(),
                    value,
                    "{{" + name + "}}",
                    name,
                    variable
                            ? "a variable that is set, or a default behind its name"
                            : "a property with a value, or {{" + name + ":a default}}",
                    element.scope().names());
        }
        Matcher bean = BEAN.matcher(value.text());
        while (bean.find()) {
            String method = bean.group(2);
            Class<?> type = surroundings.beanType(bean.group(1));
            if (local.contains(bean.group(1))) {
                continue;
            }
            if (type == null) {
                beans.noBean(element, value, bean.group(1), findings);
            } else if (method != null && new BeanMethods(type).named(method).isEmpty()) {
                findings.unknown(
                        element.file(),
                        value,
                        "the method " + bean.group(1) + "." + method,
                        method,
                        "one of " + BeanMethods.signatures(new BeanMethods(type).all()),
                        new BeanMethods(type).names());
            }
        }
    }
}
