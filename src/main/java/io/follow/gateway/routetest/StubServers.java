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

    /** Returns the properties that contain the addresses of the servers. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        servers.forEach((name, server) -> properties.put(PROPERTY + name, server.address()));
        return properties;
    }

    /** Replaces the names of these properties in a value by the addresses. */
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

    /** Returns the number of requests to each server. */
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
