package io.follow.gateway.faults;

import io.follow.gateway.image.ImageEngine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Adds the beans of fault tests to a worker whose properties ask for them. Spring finds this by {@code spring.factories}, also
 * in a jar whose beans were decided when it was built, which would not scan for configurations any more.
 */
final class FaultBeans implements ApplicationContextInitializer<GenericApplicationContext> {

    /** Set for an engine that fails with certain images, see {@link FaultyEngine}. */
    static final String ENGINE = "faults.engine";

    /** How much the clock of the worker is ahead, for example {@code PT25H}. */
    static final String CLOCK = "faults.clock";

    @Override
    public void initialize(GenericApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (environment.containsProperty(ENGINE)) {
            RootBeanDefinition engine = new RootBeanDefinition(ImageEngine.class, FaultyEngine::create);
            engine.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, 0);
            context.registerBeanDefinition("faultyImageEngine", engine);
        }
        if (environment.containsProperty(CLOCK)) {
            Duration offset = environment.getRequiredProperty(CLOCK, Duration.class);
            RootBeanDefinition clock =
                    new RootBeanDefinition(Clock.class, () -> Clock.offset(Clock.systemUTC(), offset));
            clock.setPrimary(true);
            context.registerBeanDefinition("offByHours", clock);
        }
    }
}
