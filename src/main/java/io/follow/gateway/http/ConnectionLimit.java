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
 * Keeps HTTP connections from taking the file descriptors that jobs need: where the process may have few, fewer connections
 * are open at a time and the others wait to be accepted. Comes after {@code server.tomcat.max-connections} was set.
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
                        "of {} file descriptors (ulimit -n), HTTP takes at most {}; the rest is for jobs",
                        descriptors,
                        limit);
            }
        });
    }
}
