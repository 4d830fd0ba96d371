package io.follow.gateway.routetest;

import io.follow.gateway.job.OneLine;
import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.welcome.Welcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.util.FileSystemUtils;

/**
 * Runs test files sequentially in this JVM. Each file has its own gateway, server and data directory, so that files do not
 * affect each other. A start takes one or two seconds.
 */
public final class RouteTestRunner {

    private final Class<?> application;
    private final List<RouteFolder> routeFolders;
    private final Map<String, String> settings;

    /**
     * @param application the main class of the gateway
     * @param routeFolders routes directories with edited versions of the gateway's own files; the first one that has a file
     *     takes precedence
     * @param settings the environment variables of each gateway
     */
    public RouteTestRunner(Class<?> application, List<RouteFolder> routeFolders, Map<String, String> settings) {
        this.application = application;
        this.routeFolders = List.copyOf(routeFolders);
        this.settings = Map.copyOf(settings);
    }

    /** Runs all tests and notifies the listener of each outcome. */
    public void run(RouteTestSuite suite, Consumer<RouteTestOutcome> listener)
            throws IOException, InterruptedException {
        TestRoutes routes = new TestRoutes(routeFolders);
        for (RouteTestFile file : suite.files()) {
            Path folder = Files.createTempDirectory("image-gateway-test").toRealPath();
            try {
                routes.writeTo(folder.resolve("routes"), file.routes());
                run(file, folder, listener);
            } finally {
                // Spring Boot leaves it behind, and would keep later gateways of this JVM silent.
                System.clearProperty(LoggingSystemProperty.CONSOLE_THRESHOLD.getEnvironmentVariableName());
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    private void run(RouteTestFile file, Path folder, Consumer<RouteTestOutcome> listener)
            throws IOException, InterruptedException {
        Path data = Files.createDirectories(folder.resolve("data"));
        // Prevents the sample picture of a first start.
        Files.createFile(data.resolve(Welcome.SAMPLE_SHOWN));
        long begin = System.nanoTime();
        try (StubServers servers = StubServers.start(file.servers())) {
            TestGateway gateway;
            try {
                gateway = TestGateway.start(application, settings(file, folder, servers), data, file.stubbed());
            } catch (RuntimeException e) {
                notStarted(file, reason(e), begin, listener);
                return;
            }
            try (gateway;
                    CapturedLog log = CapturedLog.open()) {
                String trouble = gateway.awaitReady();
                if (trouble != null) {
                    notStarted(file, trouble, begin, listener);
                    return;
                }
                for (TestCase test : file.tests()) {
                    listener.accept(run(file, test, gateway, servers, log));
                }
            }
        }
    }

    private static RouteTestOutcome run(
            RouteTestFile file, TestCase test, TestGateway gateway, StubServers servers, CapturedLog log)
            throws InterruptedException {
        long begin = System.nanoTime();
        TestRun run = new TestRun(gateway);
        Place place = test.place();
        @Nullable Observer observer = null;
        List<String> problems;
        try {
            observer = new Observer(gateway, run, servers, log);
            run.prepare(test);
            for (Action action : test.actions()) {
                place = action.place();
                run.perform(action);
            }
            problems = new Verifier(file.name(), observer, file.timeout()).verify(test.expectations());
        } catch (IOException | RuntimeException e) {
            problems = List.of(file.name() + ":" + place + ": " + reason(e));
        }
        List<String> complaints = observer == null ? List.of() : observer.complaints();
        return new RouteTestOutcome(file.name(), test.name(), since(begin), problems, complaints);
    }

    private static void notStarted(RouteTestFile file, String reason, long begin, Consumer<RouteTestOutcome> listener) {
        List<String> problems = Stream.of(reason.split("; (?=left out: )", -1))
                .map(part -> "not started: " + part)
                .toList();
        for (TestCase test : file.tests()) {
            listener.accept(new RouteTestOutcome(file.name(), test.name(), since(begin), problems, List.of()));
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return OneLine.of(
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()));
    }

    private Map<String, Object> settings(RouteTestFile file, Path folder, StubServers servers) {
        Path data = folder.resolve("data");
        Map<String, Object> all = new LinkedHashMap<>(settings);
        file.properties().forEach((name, value) -> all.put(name, servers.fillIn(value)));
        all.put("IMG_GW_ROUTES_DIR", folder.resolve("routes").toString());
        all.put("IMG_GW_DATA_DIR", data.toString());
        all.put("IMG_GW_PORT", "0");
        all.put("IMG_GW_MANAGEMENT_PORT", "0");
        all.put("logging.threshold.console", "off");
        // Ignores an application.yaml beside the jar, which may configure the server and the stores of a gateway in
        // production.
        all.put("spring.config.location", "classpath:/");
        all.putAll(servers.properties());
        return all;
    }
}
