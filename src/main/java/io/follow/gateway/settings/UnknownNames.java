package io.follow.gateway.settings;

import io.follow.gateway.routing.check.Nearest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Finds variables that look like settings and are none, so that a misspelt one does not go unnoticed. */
final class UnknownNames {

    private static final Pattern CANDIDATE = Pattern.compile("(IMG_GW|REDIS|GATEWAY)_[A-Z0-9_]+");

    /** What Kubernetes sets for a Service: {@code X_SERVICE_HOST}, {@code X_PORT_80_TCP_ADDR}. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile(".*_SERVICE_(HOST|PORT).*|.*_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    /** Prefixes say nothing about what was meant. */
    private static final Set<String> COMMON_WORDS = Set.of("IMG", "GW", "REDIS", "GATEWAY");

    private final ConfigurableEnvironment environment;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> knownProperties;

    UnknownNames(ConfigurableEnvironment environment) {
        this.environment = environment;
        for (EnvVariable setting : EnvVariable.values()) {
            known.add(setting.name());
            if (setting.isSecret()) {
                known.add(setting.name() + Variables.FILE);
                FollowNames.aliasesOf(setting.name()).forEach(alias -> known.add(alias + Variables.FILE));
            }
        }
        known.addAll(FollowNames.all());
        Set<String> properties = properties();
        knownProperties = properties.stream().map(UnknownNames::plain).collect(Collectors.toSet());
        properties.forEach(property -> known.add(Variables.nameOf(property)));
    }

    /** A line for each. */
    List<String> warnings() {
        return names(environment)
                .filter(name -> CANDIDATE.matcher(name).matches())
                .filter(name -> !OF_KUBERNETES.matcher(name).matches())
                .filter(name -> !known.contains(name) && !knownProperties.contains(plain(name)))
                .filter(name -> !Variables.isOfKubernetes(String.valueOf(environment.getProperty(name))))
                .distinct()
                .sorted()
                .map(this::warning)
                .toList();
    }

    private String warning(String name) {
        String nearest = nearest(name);
        return name + " is set and has no effect: there is no such setting"
                + (nearest == null ? "" : "; the nearest is " + nearest);
    }

    private @Nullable String nearest(String name) {
        String spelt = Nearest.of(name, known);
        if (spelt != null) {
            return spelt;
        }
        Set<String> words = words(name);
        return known.stream()
                .filter(other -> likeness(words, words(other)) >= 0.5)
                .max((one, other) -> Double.compare(likeness(words, words(one)), likeness(words, words(other))))
                .orElse(null);
    }

    /** The share of words that two names have in common. */
    private static double likeness(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all.isEmpty() ? 0 : (double) common.size() / all.size();
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>(List.of(name.split("_")));
        words.removeAll(COMMON_WORDS);
        return words;
    }

    /** The gateway's own properties: those that have a value, and those that may have one. */
    private Set<String> properties() {
        Set<String> properties = names(environment)
                .filter(name -> name.startsWith("gateway."))
                .collect(Collectors.toCollection(TreeSet::new));
        addComponents(properties, "gateway", GatewayProperties.class);
        return properties;
    }

    private static void addComponents(Set<String> properties, String prefix, Class<?> type) {
        for (RecordComponent component : Objects.requireNonNull(type.getRecordComponents())) {
            String name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                addComponents(properties, name, component.getType());
            } else {
                properties.add(name);
            }
        }
    }

    /** As Spring Boot compares names: dashes, dots and case do not count. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static Stream<String> names(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()));
    }
}
