package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.boot.jackson.JsonComponentModule;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.EventListenerMethodProcessor;

class AheadOfTimeExclusionsTest {

    private static final String LISTENERS = AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME;
    private static final String COMPONENTS = "jsonComponentModule";

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    AheadOfTimeExclusionsTest() {
        beans.registerBeanDefinition(LISTENERS, new RootBeanDefinition(EventListenerMethodProcessor.class));
        beans.registerBeanDefinition(COMPONENTS, new RootBeanDefinition(JsonComponentModule.class));
        beans.registerBeanDefinition("plain", new RootBeanDefinition(Plain.class));
    }

    @Test
    void searchThatFindsNothingIsLeftOut() {
        assertThat(isLeftOut(LISTENERS)).isTrue();
        assertThat(isLeftOut(COMPONENTS)).isTrue();
        assertThat(isLeftOut("plain")).isFalse();
    }

    @Test
    void listenersOfEventsAreFoundAtTheStart() {
        // given
        beans.registerBeanDefinition("listening", new RootBeanDefinition(Listening.class));

        // then
        assertThat(isLeftOut(LISTENERS)).isFalse();
        assertThat(isLeftOut(COMPONENTS)).isTrue();
    }

    @Test
    void componentsOfJacksonAreFoundAtTheStart() {
        // given
        beans.registerBeanDefinition("component", new RootBeanDefinition(Component.class));

        // then
        assertThat(isLeftOut(COMPONENTS)).isFalse();
        assertThat(isLeftOut(LISTENERS)).isTrue();
    }

    private boolean isLeftOut(String name) {
        return new AheadOfTimeExclusions().isExcludedFromAotProcessing(RegisteredBean.of(beans, name));
    }

    static final class Plain {}

    static class Listening {

        @EventListener
        void onEnd(ContextClosedEvent event) {}
    }

    @JsonComponent
    static final class Component {}
}
