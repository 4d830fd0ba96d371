package io.follow.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The other program of a webhook, which answers as a test says. */
public final class WebhookReceiver implements AutoCloseable {

    private static final int HUGE = 10 * 1024 * 1024;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private final HttpServer server;

    /** Set by the test, read by the threads of the server. */
    private volatile Answer answer = WebhookReceiver::accept;

    /** A request: its headers by lower-case names, and its body. */
    public record Call(Map<String, String> headers, String body) {}

    /** How a request is answered. */
    @FunctionalInterface
    public interface Answer {
        void to(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException;
    }

    private WebhookReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static WebhookReceiver start() {
        return new WebhookReceiver(0);
    }

    /** The program comes back where it was. */
    public static WebhookReceiver startOn(int port) {
        return new WebhookReceiver(port);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        Call call = new Call(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        calls.add(call);
        try (exchange) {
            answer.to(this, call, exchange);
        }
    }

    public void answerWith(Answer next) {
        answer = next;
    }

    /** 204. */
    public static void accept(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    /** 500. */
    public static void refuse(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(500, -1);
    }

    /** No answer as long as the receiver lives. */
    public static void stall(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException {
        try {
            receiver.closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 302 to another path of the same receiver. */
    public static void redirect(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(302, -1);
    }

    /** 200 with ten megabytes. */
    public static void flood(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, HUGE);
        byte[] part = new byte[64 * 1024];
        for (int left = HUGE; left > 0; left -= part.length) {
            exchange.getResponseBody().write(part);
            receiver.sent.addAndGet(part.length);
        }
    }

    /** 200, and a body that never ends. */
    public static void stallInBody(WebhookReceiver receiver, Call call, HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 10);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        stall(receiver, call, exchange);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The values of {@code Gateway-Delivery}, in the order of the calls. */
    public List<String> deliveries() {
        return calls.stream()
                .map(call -> String.valueOf(call.headers().get("gateway-delivery")))
                .toList();
    }

    /** Bytes of bodies that were taken off this program's hands. */
    public long sentBytes() {
        return sent.get();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The program dies: connections break. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
