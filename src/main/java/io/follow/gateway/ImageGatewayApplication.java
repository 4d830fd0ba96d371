package io.follow.gateway;

import io.follow.gateway.cli.GatewayCli;
import io.follow.gateway.logging.EarlyLog;
import io.follow.gateway.settings.EnvVariable;
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
     * @param args properties in the form {@code --gateway.workers=4}, which start the gateway; or a command
     */
    public static void main(String[] args) {
        // Lettuce's events for the JVM's flight recorder: loading the recorder is a twentieth of a start.
        if (System.getProperty(LETTUCE_EVENTS) == null) {
            System.setProperty(LETTUCE_EVENTS, "false");
        }
        if (!GatewayCli.startsGateway(args)) {
            System.exit(GatewayCli.runOnTerminal(ImageGatewayApplication.class, args));
        }
        EarlyLog.begin(System.getenv(), EnvVariable.IMG_GW_LOG_FORMAT.names());
        SpringApplication.run(ImageGatewayApplication.class, args);
    }
}
