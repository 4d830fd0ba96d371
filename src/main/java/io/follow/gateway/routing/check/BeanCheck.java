package io.follow.gateway.routing.check;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** A step names a bean that exists and a method that it has, with arguments that the method takes. */
final class BeanCheck {

    private static final String STEPS = "io.follow.gateway.steps.";
    private static final List<String> NOT_FOR_ROUTES =
            List.of("io.follow.gateway.", "org.springframework.", "org.apache.camel.", "io.micrometer.", "java.");

    private final Surroundings surroundings;

    BeanCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param local the beans that route files themselves define */
    void check(Element element, Set<String> local, Findings findings) {
        switch (element.key()) {
            case "bean" -> call(element, local, findings);
            case "method" -> {
                if (element.value().isMap()) {
                    call(element, local, findings);
                }
            }
            case "custom" -> {
                if (element.parent().equals("marshal") || element.parent().equals("unmarshal")) {
                    reference(
                            element,
                            element.value().isScalar() ? element.value() : element.placeOf("ref"),
                            local,
                            findings);
                }
            }
            case "process" -> processor(element, local, findings);
            case "aggregationStrategy", "idempotentRepository", "onPrepare", "onRedeliveryRef", "redeliveryPolicyRef" ->
                reference(element, element.value(), local, findings);
            default -> {
                // Names no bean.
            }
        }
    }

    /** A method of a bean, also as an endpoint names it. */
    void call(
            Element element,
            YamlValue refPlace,
            String ref,
            YamlValue place,
            String method,
            Set<String> local,
            Findings findings) {
        String name = plain(ref);
        if (local.contains(name) || name.isEmpty() || name.startsWith("#")) {
            return;
        }
        Class<?> type = surroundings.beanType(name);
        if (type == null) {
            type = surroundings.camel().getClassResolver().resolveClass(name);
        }
        if (type == null) {
            noBean(element, refPlace, name, findings);
        } else {
            ServiceCheck.check(element, refPlace, name, type, findings);
            method(element, place, element.shown(refPlace, ref), type, method, findings);
        }
    }

    private void call(Element element, Set<String> local, Findings findings) {
        YamlValue step = element.value();
        if (step.isScalar()) {
            call(element, step, known(element, step.text()), step, "", local, findings);
            return;
        }
        String method = known(element, step.text("method"));
        if (step.has("ref")) {
            call(
                    element,
                    element.placeOf("ref"),
                    known(element, step.text("ref")),
                    element.placeOf("method"),
                    method,
                    local,
                    findings);
        } else if (step.has("beanType")) {
            String name = known(element, step.text("beanType"));
            Class<?> type = name.isEmpty()
                    ? null
                    : surroundings.camel().getClassResolver().resolveClass(name);
            if (type != null) {
                method(element, element.placeOf("method"), type.getSimpleName(), type, method, findings);
            } else if (!name.isEmpty()) {
                findings.error(
                        element.file(),
                        element.placeOf("beanType"),
                        "the class " + element.shown(element.placeOf("beanType"), name),
                        "a class on the class path");
            }
        } else {
            findings.error(
                    element.file(), element.place(), element.key() + " without ref", "the name of a bean in ref");
        }
    }

    /** The text with its placeholders replaced, so far as they are known: what is not known yet keeps its place. */
    private static String known(Element element, String text) {
        String value = element.scope().value(text);
        return value == null ? text.contains("(") ? text : "" : value;
    }

    private void method(Element element, YamlValue place, String ref, Class<?> type, String text, Findings findings) {
        BeanMethods methods = new BeanMethods(type);
        if (text.isEmpty()) {
            if (!methods.isCallableWithoutName()) {
                findings.error(
                        element.file(),
                        place,
                        ref + " without method",
                        "one of " + BeanMethods.signatures(methods.all()));
            }
            return;
        }
        MethodCall call = MethodCall.parse(text);
        List<Method> named = methods.named(call.name());
        if (named.isEmpty()) {
            findings.unknown(
                    element.file(),
                    place,
                    "the method " + ref + "." + element.shown(place, call.name()),
                    call.name(),
                    "one of " + BeanMethods.signatures(methods.all()),
                    methods.names());
            return;
        }
        List<Method> fitting =
                named.stream().filter(method -> fits(call, method)).toList();
        if (fitting.isEmpty()) {
            findings.error(
                    element.file(),
                    place,
                    "the call " + ref + "." + element.shown(place, call.toString()),
                    BeanMethods.signatures(named));
            return;
        }
        List<String> arguments = call.arguments();
        if (arguments != null && fitting.size() == 1) {
            arguments(element, place, ref, fitting.get(0), arguments, findings);
        }
    }

    private static boolean fits(MethodCall call, Method method) {
        List<String> arguments = call.arguments();
        return arguments == null
                ? BeanMethods.isCallableWithoutArguments(method)
                : arguments.size() == method.getParameterCount();
    }

    private static void arguments(
            Element element, YamlValue place, String ref, Method method, List<String> arguments, Findings findings) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String argument = arguments.get(i);
            String wanted = argument.contains("{{") ? null : ArgumentType.mismatch(argument, parameters[i]);
            if (wanted != null) {
                findings.error(
                        element.file(),
                        place,
                        element.shown(place, argument) + " as " + parameters[i].getName() + " of " + ref + "."
                                + BeanMethods.signature(method),
                        wanted);
            }
        }
    }

    private void processor(Element element, Set<String> local, Findings findings) {
        YamlValue place = element.value().isScalar() ? element.value() : element.placeOf("ref");
        String ref = plain(known(
                element,
                element.value().isScalar() ? place.text() : element.value().text("ref")));
        if (ref.isEmpty() || local.contains(ref) || ref.startsWith("#")) {
            return;
        }
        Class<?> type = surroundings.beanType(ref);
        if (type == null) {
            noBean(element, place, ref, findings);
        } else if (!Processor.class.isAssignableFrom(type) && !type.isInterface()) {
            findings.error(
                    element.file(),
                    place,
                    "process: " + element.shown(place, ref) + ", which is no Processor",
                    "bean: with a method");
        }
    }

    private void reference(Element element, YamlValue place, Set<String> local, Findings findings) {
        String ref = plain(known(element, place.text()));
        if (!ref.isEmpty() && !ref.contains(":") && !local.contains(ref) && surroundings.beanType(ref) == null) {
            noBean(element, place, ref, findings);
        }
    }

    private static String plain(String ref) {
        return ref.replaceFirst("^#(bean:)?(?!class:|type:)", "");
    }

    void noBean(Element element, YamlValue place, String ref, Findings findings) {
        Set<String> names = forRoutes();
        String nearest = Nearest.of(ref, names);
        findings.add(new Finding(
                Severity.ERROR,
                element.file().name(),
                place.line(),
                place.column(),
                "the bean \"" + element.shown(place, ref) + "\"",
                Nearest.list("the name of a bean", names),
                nearest == null ? nearestOfAll(ref) : nearest));
    }

    private @Nullable String nearestOfAll(String ref) {
        return Nearest.of(ref, surroundings.beanNames());
    }

    /** The beans that are steps, and those that somebody has added to the gateway. */
    private Set<String> forRoutes() {
        Set<String> names = new TreeSet<>();
        for (String name : surroundings.beanNames()) {
            Class<?> type = surroundings.beanType(name);
            if (type != null && isForRoutes(type.getName())) {
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isForRoutes(String type) {
        return type.startsWith(STEPS) || NOT_FOR_ROUTES.stream().noneMatch(type::startsWith);
    }
}
