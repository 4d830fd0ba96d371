package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.IOHelper;
import org.apache.camel.util.SensitiveUtils;
import org.jspecify.annotations.Nullable;

/** What the placeholders in a definition stand for: parameters of its template first, then properties. */
final class Scope {

    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)\\{\\{([^{}]+)}}");
    private static final Set<String> FUNCTIONS =
            Set.of("env", "sys", "bean", "service", "service.name", "service.host", "service.port");

    /** More than this are placeholders that lead to themselves. */
    private static final int DEEPEST = 50;

    private final Surroundings surroundings;
    private final Map<String, @Nullable String> parameters;

    Scope(Surroundings surroundings) {
        this(surroundings, Map.of());
    }

    /** @param parameters by name; the value is null where it is not known yet */
    Scope(Surroundings surroundings, Map<String, @Nullable String> parameters) {
        this.surroundings = surroundings;
        this.parameters = new HashMap<>(parameters);
    }

    /**
     * A text with its placeholders replaced.
     *
     * @param value null when it is known at run time only, or never
     * @param unknown the placeholders that nothing stands behind
     * @param open whether everybody may see the value
     */
    record Text(@Nullable String value, List<String> unknown, boolean open) {}

    /** Returns the names that a placeholder may have here. */
    Set<String> names() {
        Set<String> names = new HashSet<>(surroundings.propertyNames());
        names.addAll(parameters.keySet());
        return names;
    }

    /** Returns the value of a text, or null when it is known at run time only. */
    @Nullable
    String value(String text) {
        return resolve(text).value();
    }

    /** Whether everybody may see the value of a text: variables and properties of somebody else may hold secrets. */
    boolean isOpen(String text) {
        return resolve(text).open();
    }

    /** A text for a finding, with its value where everybody may see that. */
    String shown(String text) {
        Text resolved = resolve(text);
        String value = resolved.value();
        return value == null || value.equals(text) || !resolved.open() ? text : text + " (" + value + ")";
    }

    Text resolve(String text) {
        List<String> unknown = new ArrayList<>();
        boolean known = true;
        boolean open = true;
        String rest = text;
        Matcher inner = PLACEHOLDER.matcher(rest);
        for (int i = 0; i < DEEPEST && inner.find(); i++) {
            String name = inner.group(1).strip();
            String value = lookUp(name, unknown);
            known &= value != null;
            open &= isOpen(name, value);
            rest = rest.substring(0, inner.start()) + (value == null ? "" : value) + rest.substring(inner.end());
            inner = PLACEHOLDER.matcher(rest);
        }
        return new Text(known ? rest : null, unknown, open);
    }

    private boolean isOpen(String placeholder, @Nullable String value) {
        if (value == null) {
            return true;
        }
        String name = placeholder.startsWith("?") ? placeholder.substring(1) : placeholder;
        int colon = name.indexOf(':');
        String key = colon < 0 ? name : name.substring(0, colon);
        if (parameters.containsKey(name) || parameters.containsKey(key)) {
            return !value.contains("{{");
        }
        return key.startsWith("gateway.") && !SensitiveUtils.containsSensitive(key);
    }

    /** Adds a name to the unknown ones when nothing stands behind it. Returns null for these, and for what only a run knows. */
    private @Nullable String lookUp(String name, List<String> unknown) {
        boolean optional = name.startsWith("?");
        String plain = optional ? name.substring(1) : name;
        if (parameters.containsKey(plain)) {
            return parameters.get(plain);
        }
        int colon = plain.indexOf(':');
        String key = colon < 0 ? plain : plain.substring(0, colon);
        if (colon >= 0 && FUNCTIONS.contains(key)) {
            return function(key, plain.substring(colon + 1), unknown);
        }
        String value = parameters.containsKey(key) ? parameters.get(key) : surroundings.property(key);
        if (value != null || parameters.containsKey(key)) {
            return value;
        }
        if (colon >= 0) {
            return plain.substring(colon + 1);
        }
        if (optional) {
            return "";
        }
        unknown.add(plain);
        return null;
    }

    private @Nullable String function(String function, String argument, List<String> unknown) {
        int colon = argument.indexOf(':');
        String name = colon < 0 ? argument : argument.substring(0, colon);
        String value =
                switch (function) {
                    case "env" -> IOHelper.lookupEnvironmentVariable(name);
                    case "sys" -> System.getProperty(name);
                    default -> null;
                };
        if (value != null || function.equals("bean") || function.startsWith("service")) {
            return value;
        }
        if (colon >= 0) {
            return argument.substring(colon + 1);
        }
        unknown.add(function + ":" + argument);
        return null;
    }
}
