package io.follow.gateway.routing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WhenDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the steps of a route off its model. Parameters, arguments, expressions and messages are left out, and so is all of
 * an address but its host: any of them may hold a secret.
 */
public final class RouteSteps {

    /** Schemes whose name behind the colon is one of this gateway. */
    private static final Set<String> NAMED =
            Set.of("direct", "seda", "timer", "log", "mock", "platform-http", "valkey-streams", "controlbus");

    private RouteSteps() {}

    /** What happens on errors stands first in the model, and in the drawing last. */
    static List<RouteStep> of(RouteDefinition route) {
        List<RouteStep> steps = new ArrayList<>(inside(route.getOutputs()));
        List<RouteStep> onErrors =
                steps.stream().filter(step -> step.kind().equals("onException")).toList();
        steps.removeAll(onErrors);
        steps.addAll(onErrors);
        return steps;
    }

    /** What may be shown of an endpoint: {@code direct:dead-letter}, {@code https://example.org}, {@code file}. */
    public static String endpoint(@Nullable String uri) {
        String given = String.valueOf(uri);
        int query = given.indexOf('?');
        String bare = query < 0 ? given : given.substring(0, query);
        int colon = bare.indexOf(':');
        if (colon < 0) {
            return bare;
        }
        String scheme = bare.substring(0, colon);
        if (scheme.equals("valkey-streams") && bare.endsWith(":auto")) {
            // Settles to the streams of the job's own pipeline.
            return scheme;
        }
        if (NAMED.contains(scheme)) {
            return scheme + ":" + bare.substring(colon + 1).replaceFirst("^//", "");
        }
        String host = host(bare);
        return host == null ? scheme : scheme + "://" + host;
    }

    private static @Nullable String host(String uri) {
        try {
            return URI.create(uri).getHost();
        } catch (IllegalArgumentException noUri) {
            return null;
        }
    }

    private static List<RouteStep> inside(List<? extends ProcessorDefinition<?>> definitions) {
        List<RouteStep> steps = new ArrayList<>();
        for (ProcessorDefinition<?> definition : definitions) {
            steps.add(step(definition));
        }
        return steps;
    }

    private static RouteStep step(ProcessorDefinition<?> definition) {
        if (definition instanceof ChoiceDefinition choice) {
            return choice(choice);
        }
        List<RouteStep> inside = definition instanceof OutputNode ? inside(definition.getOutputs()) : List.of();
        return new RouteStep(definition.getShortName(), label(definition), inside);
    }

    private static RouteStep choice(ChoiceDefinition choice) {
        List<RouteStep> branches = new ArrayList<>();
        for (WhenDefinition when : choice.getWhenClauses()) {
            branches.add(new RouteStep("when", "when", inside(when.getOutputs())));
        }
        if (choice.getOtherwise() != null) {
            branches.add(new RouteStep(
                    "otherwise", "otherwise", inside(choice.getOtherwise().getOutputs())));
        }
        return new RouteStep("choice", "choice", branches);
    }

    private static String label(ProcessorDefinition<?> definition) {
        if (definition instanceof BeanDefinition bean) {
            return call(bean.getRef() == null ? "bean" : bean.getRef(), bean.getMethod());
        }
        if (definition instanceof ProcessDefinition process) {
            return process.getRef() == null ? "process" : process.getRef();
        }
        if (definition instanceof ToDynamicDefinition) {
            return "to a computed endpoint";
        }
        if (definition instanceof ToDefinition to) {
            return "to " + endpoint(to.getUri());
        }
        if (definition instanceof OnExceptionDefinition onException) {
            String id = onException.getId();
            // Camel makes up ids such as onException1.
            return id == null || id.startsWith("onException") ? "on error" : "on error: " + id;
        }
        if (definition instanceof LogDefinition) {
            return "log";
        }
        return definition.getShortName();
    }

    private static String call(String bean, @Nullable String method) {
        if (method == null) {
            return bean;
        }
        int arguments = method.indexOf('(');
        return bean + "." + (arguments < 0 ? method : method.substring(0, arguments));
    }
}
