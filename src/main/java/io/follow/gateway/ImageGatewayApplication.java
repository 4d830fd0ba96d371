package io.follow.gateway;

import io.follow.gateway.cli.GatewayCli;
import io.follow.gateway.startup.JvmDefaults;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway as a Spring Boot application. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImageGatewayApplication {

    /**
     * Starts the gateway, or runs a command and ends.
     *
     * @param args properties in the form {@code --gateway.workers=4}, which start the gateway; or a command
     */
    public static void main(String[] args) {
        JvmDefaults.apply();
        String problem = JvmDefaults.problem();
        if (problem != null) {
            System.exit(GatewayCli.refuse(problem));
        }
        if (!GatewayCli.startsGateway(args)) {
            System.exit(GatewayCli.runOnTerminal(ImageGatewayApplication.class, args));
        }
        SpringApplication.run(ImageGatewayApplication.class, args);
    }
}
