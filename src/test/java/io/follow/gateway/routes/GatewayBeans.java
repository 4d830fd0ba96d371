package io.follow.gateway.routes;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * The beans that the gateway declares, by name, found without starting it.
 *
 * @param types the declared type of each bean
 */
record GatewayBeans(Map<String, Class<?>> types) {

    private static final String STEPS = "io.follow.gateway.steps.";

    static GatewayBeans declared() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        Map<String, Class<?>> types = new TreeMap<>();
        for (BeanDefinition configuration : scan.findCandidateComponents("io.follow.gateway")) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(configuration.getBeanClassName()), null);
            for (Method method : type.getDeclaredMethods()) {
                Bean bean = method.getAnnotation(Bean.class);
                if (bean != null) {
                    String name = bean.value().length > 0 ? bean.value()[0] : method.getName();
                    types.put(name, method.getReturnType());
                }
            }
        }
        return new GatewayBeans(types);
    }

    Optional<Class<?>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The beans made for routes, each with its public methods in the order of their names. */
    Map<String, List<Method>> steps() {
        Map<String, List<Method>> steps = new TreeMap<>();
        types.forEach((name, type) -> {
            List<Method> methods = publicMethods(type);
            if (type.getPackageName().startsWith(STEPS) && !methods.isEmpty()) {
                steps.put(name, methods);
            }
        });
        return steps;
    }

    static List<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .toList();
    }
}
