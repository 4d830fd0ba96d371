package io.follow.gateway.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Gauges for open connections and busy threads of the HTTP port (not the management port), with the names that
 * Micrometer uses. Micrometer's own gauges read Tomcat's MBeans, and parsing their descriptions takes a twentieth of
 * the startup time.
 */
@Component
final class ConnectorMeters implements ApplicationListener<ServletWebServerInitializedEvent> {

    private final MeterRegistry meters;

    ConnectorMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void onApplicationEvent(ServletWebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null
                && event.getWebServer() instanceof TomcatWebServer server
                && server.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> connector) {
            register(connector);
        }
    }

    private void register(AbstractProtocol<?> connector) {
        Tags name = Tags.of("name", connector.getName().replace("\"", ""));
        Gauge.builder("tomcat.connections.current", connector, AbstractProtocol::getConnectionCount)
                .tags(name)
                .baseUnit(BaseUnits.CONNECTIONS)
                .register(meters);
        Gauge.builder("tomcat.threads.busy", connector, ConnectorMeters::busyThreads)
                .tags(name)
                .baseUnit(BaseUnits.THREADS)
                .register(meters);
    }

    private static double busyThreads(AbstractProtocol<?> connector) {
        return connector.getExecutor() instanceof ThreadPoolExecutor threads ? threads.getActiveCount() : Double.NaN;
    }
}
