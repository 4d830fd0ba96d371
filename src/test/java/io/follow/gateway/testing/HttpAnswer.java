package io.follow.gateway.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An HTTP server on the loopback address that sends the same response to every request. */
public final class HttpAnswer implements AutoCloseable {

    private final HttpServer server;

    private HttpAnswer(HttpServer server) {
        this.server = server;
    }

    /** Starts a server that answers with a status and a body. */
    public static HttpAnswer of(int status, String body) {
        return of(status, "text/plain", body);
    }

    /** Starts a server that answers with a page. */
    public static HttpAnswer ofPage(String html) {
        return of(200, "text/html;charset=UTF-8", html);
    }

    private static HttpAnswer of(int status, String contentType, String body) {
        try {
            HttpAnswer answer =
                    new HttpAnswer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            answer.answer("/", status, contentType, body);
            answer.server.start();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers requests for a path, and those below it, with JSON instead. */
    public HttpAnswer withJson(String path, String body) {
        answer(path, 200, "application/json", body);
        return this;
    }

    private void answer(String path, int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", contentType);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
