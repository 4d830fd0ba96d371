package io.follow.gateway.routing;

import io.follow.gateway.routing.check.Surroundings;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** The beans and properties of a Spring context, of which no bean is made for it. */
public record SpringSurroundings(
        CamelContext camel, ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment)
        implements Surroundings {

    private static final String OF_THE_GATEWAY = "gateway.";

    @Override
    public @Nullable Class<?> beanType(String name) {
        if (!beans.containsBean(name)) {
            // Camel would replace the placeholders, and fail where it cannot.
            Object bound = name.contains("{{") ? null : camel.getRegistry().lookupByName(name);
            return bound == null ? null : bound.getClass();
        }
        Class<?> type = beans.getType(name, false);
        return type == null ? Object.class : type;
    }

    @Override
    public Set<String> beanNames() {
        return new TreeSet<>(Arrays.asList(beans.getBeanDefinitionNames()));
    }

    @Override
    public boolean hasOtherRoutes() {
        return beans.getBeanNamesForType(RoutesBuilder.class, true, false).length > 0;
    }

    @Override
    public @Nullable String property(String name) {
        return environment.getProperty(name);
    }

    @Override
    public Set<String> propertyNames() {
        Set<String> names = new TreeSet<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.startsWith(OF_THE_GATEWAY))
                .forEach(names::add);
        return names;
    }
}
