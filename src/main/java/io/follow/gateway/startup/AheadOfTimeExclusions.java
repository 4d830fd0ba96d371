package io.follow.gateway.startup;

import java.util.Arrays;
import java.util.function.Predicate;
import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Leaves beans out of the jar that would search all others for an annotation at each start, if the search while the jar is built
 * has found nothing. With other beans than those of the jar, a start does not use what was built, see
 * {@link AheadOfTimePostProcessor}.
 */
final class AheadOfTimeExclusions implements BeanRegistrationExcludeFilter {

    private static final String JSON_COMPONENTS = "jsonComponentModule";

    @Override
    public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
        return switch (bean.getBeanName()) {
            case AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME -> none(bean, AheadOfTimeExclusions::listens);
            case JSON_COMPONENTS ->
                none(bean, type -> MergedAnnotations.from(type, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
                        .isPresent(JsonComponent.class));
            default -> false;
        };
    }

    private static boolean none(RegisteredBean bean, Predicate<Class<?>> wanted) {
        ConfigurableListableBeanFactory beans = bean.getBeanFactory();
        return Arrays.stream(beans.getBeanDefinitionNames()).noneMatch(name -> {
            Class<?> type = beans.getType(name, false);
            return type != null && wanted.test(type);
        });
    }

    private static boolean listens(Class<?> type) {
        return !MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<Boolean>)
                        method -> AnnotatedElementUtils.hasAnnotation(method, EventListener.class) ? true : null)
                .isEmpty();
    }
}
