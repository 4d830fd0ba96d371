package io.follow.gateway.routetest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.follow.gateway.routetest.RouteTestFile.ServerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on the loopback address that stands in for another program. Records requests, and always sends the same
 * response.
 */
final class StubServer implements AutoCloseable {

    private final ServerSpec spec;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Written by the threads of the server and read by that of the test, hence concurrent. */
    private final List<Observation> requests = new CopyOnWriteArrayList<>();

    private StubServer(ServerSpec spec) throws IOException {
        this.spec = spec;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts a server on a free port. */
    static StubServer start(ServerSpec spec) throws IOException {
        return new StubServer(spec);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Observation> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Observation request = Observation.ignoringCase()
                    .with("method", exchange.getRequestMethod())
                    .with("path", exchange.getRequestURI().toString())
                    .withBody(body);
            exchange.getRequestHeaders()
                    .forEach((name, values) -> request.with("headers." + name, String.join(",", values)));
            requests.add(request);
            byte[] answer = spec.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(spec.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
