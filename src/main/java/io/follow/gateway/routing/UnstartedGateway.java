package io.follow.gateway.routing;

import io.follow.gateway.routing.check.Surroundings;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.aot.AotDetector;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationHook;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What a gateway with the same class path and settings would have, without starting it: its beans are listed and not made,
 * so there is no server, no lock, no connection and no port.
 */
public final class UnstartedGateway implements AutoCloseable {

    private final GenericApplicationContext spring;
    private final CamelContext camel;

    private UnstartedGateway(GenericApplicationContext spring, CamelContext camel) {
        this.spring = spring;
        this.camel = camel;
    }

    /**
     * Reads the settings and lists the beans of an application.
     *
     * @param application its main class
     */
    public static UnstartedGateway of(Class<?> application) {
        GenericApplicationContext spring = abandoned(application);
        if (!AotDetector.useGeneratedArtifacts()) {
            spring.refreshForAotProcessing(new RuntimeHints());
        }
        return new UnstartedGateway(spring, new DefaultCamelContext());
    }

    /** Runs the application until the definitions of its beans are there. */
    private static GenericApplicationContext abandoned(Class<?> application) {
        SpringApplication program = new SpringApplication(application);
        program.setMainApplicationClass(application);
        program.setBannerMode(Banner.Mode.OFF);
        program.setRegisterShutdownHook(false);
        SpringApplicationHook untilLoaded = running -> new SpringApplicationRunListener() {
            @Override
            public void contextLoaded(ConfigurableApplicationContext context) {
                throw new SpringApplication.AbandonedRunException(context);
            }
        };
        try {
            SpringApplication.withHook(untilLoaded, () -> {
                program.run();
            });
        } catch (SpringApplication.AbandonedRunException e) {
            if (e.getApplicationContext() instanceof GenericApplicationContext context) {
                return context;
            }
        }
        throw new IllegalStateException("the beans of " + application.getName() + " cannot be listed");
    }

    public Surroundings surroundings() {
        return new SpringSurroundings(camel, spring.getBeanFactory(), spring.getEnvironment());
    }

    @Override
    public void close() {
        camel.stop();
        spring.close();
    }
}
