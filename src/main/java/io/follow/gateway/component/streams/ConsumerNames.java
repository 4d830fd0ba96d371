package io.follow.gateway.component.streams;

import java.net.UnknownHostException;
import java.util.UUID;
import org.apache.camel.util.HostUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names consumers within their group. */
final class ConsumerNames {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerNames.class);

    private ConsumerNames() {}

    /** The configured name, otherwise one of this host and process that is never used again. */
    static String nameOf(ValkeyStreamsConfiguration configuration) {
        String configured = configuration.getConsumer();
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        String random = UUID.randomUUID().toString().substring(0, 8);
        return hostName() + "-" + ProcessHandle.current().pid() + "-" + random;
    }

    private static String hostName() {
        try {
            return HostUtils.getLocalHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this host does not know its own name", e);
            return "unknown-host";
        }
    }
}
