package io.follow.gateway.contract;

import io.follow.gateway.testing.GatewayApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;

/** The whole application in this JVM, on random ports. */
public final class InProcessGateway implements AutoCloseable {

    private static final String KEEP_AFTER_END = "gateway.upload.keep-after-end=";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private InProcessGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts the application.
     *
     * @param server what {@code REDIS_URL} says
     * @param dataDir the directory of its stores and its inbox
     * @param settings environment variables, or properties, such as {@code IMG_GW_WORKERS=1}
     */
    public static InProcessGateway start(URI server, Path dataDir, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--REDIS_URL=" + server,
                "--IMG_GW_DATA_DIR=" + dataDir,
                "--IMG_GW_PORT=0",
                "--IMG_GW_MANAGEMENT_PORT=0"));
        // A property that is given twice would be a list.
        if (Stream.of(settings).noneMatch(setting -> setting.startsWith(KEEP_AFTER_END))) {
            arguments.add("--" + KEEP_AFTER_END + "100ms");
        }
        List.of(settings).forEach(setting -> arguments.add("--" + setting));
        return new InProcessGateway(GatewayApplication.builder().run(arguments.toArray(String[]::new)));
    }

    /** The gateway's own port. */
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The URI of a path on the gateway's own port. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Sends a GET to the gateway's own port. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** Sends a GET with a bearer token. */
    HttpResponse<String> get(String path, String bearer) {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + bearer));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway answered", e);
        }
    }

    /** The value of a counter or gauge. */
    double metric(String name) {
        return context.getBean(MeterRegistry.class)
                .get(name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    /** One of the parts of the application. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of the parts of the application, whose type has parameters. */
    Object bean(ResolvableType type) {
        return context.getBeanProvider(type).getObject();
    }

    /** Sends a GET to the management port. */
    String management(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)))
                .body();
    }

    public boolean isReady() {
        return get("/health/ready").statusCode() == 200;
    }

    @Override
    public void close() {
        context.close();
    }
}
