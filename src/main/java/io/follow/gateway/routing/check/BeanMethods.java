package io.follow.gateway.routing.check;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.Registry;

/** The methods of a bean that a route can call. */
record BeanMethods(Class<?> type) {

    /** What Camel passes by type, besides the body. */
    private static final List<Class<?>> PASSED_BY_TYPE = List.of(
            Exchange.class, Message.class, CamelContext.class, TypeConverter.class, Registry.class, Throwable.class);

    List<Method> all() {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
                .toList();
    }

    List<Method> named(String name) {
        return all().stream().filter(method -> method.getName().equals(name)).toList();
    }

    List<String> names() {
        return all().stream().map(Method::getName).distinct().toList();
    }

    /** Whether Camel finds out by itself what to call. */
    boolean isCallableWithoutName() {
        return Processor.class.isAssignableFrom(type)
                || all().stream().anyMatch(method -> method.isAnnotationPresent(Handler.class))
                || (all().size() == 1 && isCallableWithoutArguments(all().get(0)))
                || isChosenByBody()
                || Modifier.isAbstract(type.getModifiers());
    }

    /** Whether the type of a body can decide: a method that Camel can call is the only one that takes such a body. */
    private boolean isChosenByBody() {
        Map<Class<?>, List<Method>> byBody = all().stream()
                .filter(method -> body(method).isPresent())
                .collect(Collectors.groupingBy(method -> body(method).orElseThrow()));
        return byBody.values().stream()
                .anyMatch(methods -> methods.size() == 1 && isCallableWithoutArguments(methods.get(0)));
    }

    private static Optional<Class<?>> body(Method method) {
        return Stream.of(method.getParameters())
                .filter(parameter -> !isPassed(parameter))
                .<Class<?>>map(Parameter::getType)
                .findFirst();
    }

    /** Whether Camel fills in the parameters: what it knows by type or annotation, and one more, the body. */
    static boolean isCallableWithoutArguments(Method method) {
        return Stream.of(method.getParameters())
                        .filter(parameter -> !isPassed(parameter))
                        .count()
                <= 1;
    }

    private static boolean isPassed(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations()).anyMatch(annotation -> !(annotation instanceof Range))
                || PASSED_BY_TYPE.stream().anyMatch(known -> known.isAssignableFrom(parameter.getType()));
    }

    /** The methods as one writes them, such as {@code toWidth(work, width)}. */
    static String signatures(List<Method> methods) {
        return methods.stream().map(BeanMethods::signature).distinct().collect(Collectors.joining(", "));
    }

    static String signature(Method method) {
        return Arrays.stream(method.getParameters())
                .map(Parameter::getName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }
}
