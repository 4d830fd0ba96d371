package io.follow.gateway.testing;

import io.follow.gateway.ImageGatewayApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The whole application in the JVM of a test. Integration tests start it as the jar does, with the beans that ahead-of-time
 * processing decided, which takes half the processor time.
 */
public final class GatewayApplication {

    private GatewayApplication() {}

    /** Builds a gateway that the test closes. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ImageGatewayApplication.class)
                .main(ImageGatewayApplication.class)
                .registerShutdownHook(false);
    }
}
