package io.follow.gateway.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.follow.gateway.settings.GatewayProperties;
import java.lang.management.ManagementFactory;
import org.apache.coyote.AbstractProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps HTTP connections from using up the file descriptors that jobs need: if the process limit is low, fewer
 * connections are open concurrently and the others wait to be accepted. Runs after
 * {@code server.tomcat.max-connections} is applied.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ConnectionLimit implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.start");

    private final int workers;

    ConnectionLimit(GatewayProperties properties) {
        this.workers = properties.workers();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return;
        }
        long descriptors = system.getMaxFileDescriptorCount();
        long limit = DescriptorShare.connections(descriptors, workers);
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
                    && limit < protocol.getMaxConnections()) {
                protocol.setMaxConnections((int) limit);
                LOG.info(
                        "of {} file descriptors (ulimit -n), HTTP uses at most {}; the rest is reserved for jobs",
                        descriptors,
                        limit);
            }
        });
    }
}
