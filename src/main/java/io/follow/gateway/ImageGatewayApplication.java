package io.follow.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway as a Spring Boot application. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImageGatewayApplication {

    /**
     * Starts the gateway.
     *
     * @param args Spring Boot arguments, for instance {@code --gateway.workers=4}
     */
    public static void main(String[] args) {
        SpringApplication.run(ImageGatewayApplication.class, args);
    }
}
