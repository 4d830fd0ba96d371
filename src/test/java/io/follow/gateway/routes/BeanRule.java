package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Processor;

/** A step names a bean of the gateway, and a method that the bean has, with as many arguments. */
final class BeanRule implements RouteRule {

    private final GatewayBeans beans;

    BeanRule(GatewayBeans beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        Stream.of("bean", "method")
                .flatMap(key -> file.content().findValues(key).stream())
                .filter(JsonNode::isObject)
                .forEach(step -> findings.addAll(call(file, step)));
        file.content().findValues("process").forEach(step -> findings.addAll(processor(file, step)));
        return findings;
    }

    private List<Finding> call(RouteFile file, JsonNode step) {
        String ref = step.path("ref").asText();
        Optional<Class<?>> type = beans.type(ref);
        if (type.isEmpty()) {
            return List.of(noBean(file, ref));
        }
        MethodCall call = MethodCall.parse(step.path("method").asText());
        boolean exists = GatewayBeans.publicMethods(type.get()).stream()
                .anyMatch(method -> method.getName().equals(call.name()) && call.fits(method.getParameterCount()));
        return exists
                ? List.of()
                : List.of(file.finding("the call " + ref + "." + call, "one of " + signatures(type.get())));
    }

    private List<Finding> processor(RouteFile file, JsonNode step) {
        String ref = step.path("ref").asText();
        Optional<Class<?>> type = beans.type(ref);
        if (type.isEmpty()) {
            return List.of(noBean(file, ref));
        }
        return Processor.class.isAssignableFrom(type.get())
                ? List.of()
                : List.of(file.finding("process: " + ref + ", which is no Processor", "bean: with a method"));
    }

    private Finding noBean(RouteFile file, String ref) {
        return file.finding(
                "the bean \"" + ref + "\"",
                "one of " + String.join(", ", beans.steps().keySet()));
    }

    private static String signatures(Class<?> type) {
        return String.join(
                ", ",
                GatewayBeans.publicMethods(type).stream()
                        .map(method -> method.getName() + "/" + method.getParameterCount())
                        .toList());
    }
}
