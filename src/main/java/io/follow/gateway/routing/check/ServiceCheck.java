package io.follow.gateway.routing.check;

import java.util.ServiceLoader;

/** A step finds the service that it {@linkplain RequiresService requires}. */
final class ServiceCheck {

    private ServiceCheck() {}

    /** @param ref the name of the step */
    static void check(Element element, YamlValue place, String ref, Class<?> step, Findings findings) {
        RequiresService required = step.getAnnotation(RequiresService.class);
        if (required != null
                && ServiceLoader.load(required.value()).stream().findAny().isEmpty()) {
            findings.error(
                    element.file(),
                    place,
                    ref + " without a " + required.value().getSimpleName(),
                    required.expected());
        }
    }
}
