package io.follow.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway as a Spring Boot application. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImageGatewayApplication {

    private static final String LETTUCE_EVENTS = "io.lettuce.core.jfr";

    /**
     * Starts the gateway, or runs a command and ends.
     *
     * @param args Spring Boot arguments, for instance {@code --gateway.workers=4}; or {@code dead-letters} and what it
     *     is to do
     */
    public static void main(String[] args) {
        // Lettuce's events for the JVM's flight recorder: loading the recorder is a twentieth of a start.
        if (System.getProperty(LETTUCE_EVENTS) == null) {
            System.setProperty(LETTUCE_EVENTS, "false");
        }
        if (CommandLine.isCommand(args)) {
            System.exit(CommandLine.onTerminal(args));
        }
        SpringApplication.run(ImageGatewayApplication.class, args);
    }
}
