package io.follow.gateway.routetest;

import io.follow.gateway.routetest.RouteTestFile.ServerSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The HTTP servers of a test file, by name. */
final class StubServers implements AutoCloseable {

    private static final String PROPERTY = "servers.";

    private final Map<String, StubServer> servers = new LinkedHashMap<>();

    private StubServers() {}

    static StubServers start(Map<String, ServerSpec> specs) throws IOException {
        StubServers all = new StubServers();
        for (Map.Entry<String, ServerSpec> spec : specs.entrySet()) {
            all.servers.put(spec.getKey(), StubServer.start(spec.getValue()));
        }
        return all;
    }

    /** The properties with their addresses. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        servers.forEach((name, server) -> properties.put(PROPERTY + name, server.address()));
        return properties;
    }

    /** A value in which their addresses stand for the names of these properties. */
    String fillIn(String value) {
        String filled = value;
        for (Map.Entry<String, String> property : properties().entrySet()) {
            filled = filled.replace("{{" + property.getKey() + "}}", property.getValue());
        }
        return filled;
    }

    List<Observation> requests(String name) {
        return Objects.requireNonNull(servers.get(name)).requests();
    }

    /** How many requests each one has had. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        servers.forEach((name, server) -> counts.put(name, server.requests().size()));
        return counts;
    }

    @Override
    public void close() {
        servers.values().forEach(StubServer::close);
    }
}
