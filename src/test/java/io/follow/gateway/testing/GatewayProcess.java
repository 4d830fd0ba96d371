package io.follow.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.follow.gateway.ImageGatewayApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged gateway in a JVM of its own, for tests that observe it from outside or kill it. */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration END_LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private GatewayProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** What to start. */
    public static final class Builder {
        private final Path workingDirectory;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> jvmArguments = new ArrayList<>(List.of("-Xmx512m"));
        private @Nullable Path java;
        private @Nullable String classPath;
        private boolean portAsArgument;
        private String portVariable = "IMG_GW_PORT";
        private boolean bare;
        private int descriptors;

        private Builder(Path workingDirectory) {
            this.workingDirectory = workingDirectory;
        }

        /** Sets an environment variable. */
        public Builder env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Sets environment variables. */
        public Builder env(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Adds arguments of the JVM. */
        public Builder jvm(String... arguments) {
            jvmArguments.addAll(List.of(arguments));
            return this;
        }

        /** Runs on another Java than this JVM's. */
        public Builder java(Path home) {
            java = home;
            return this;
        }

        /** Adds the test classes to the class path, so that the routes of a test can use them. */
        public Builder withTestClasses() {
            Path testClasses = Path.of("target", "test-classes").toAbsolutePath();
            classPath = PackagedJar.path() + File.pathSeparator + testClasses;
            return this;
        }

        /** Adds the jars in the subdirectory {@code lib} of its working directory to the class path. */
        public Builder withLib() {
            classPath = classPathWithLib();
            return this;
        }

        /** Sets the HTTP port by the argument {@code --server.port} instead of {@code IMG_GW_PORT}. */
        public Builder portAsArgument() {
            portAsArgument = true;
            return this;
        }

        /** Sets the HTTP port by another variable, and nothing else beside {@link #env}. */
        public Builder withNothingBut(String variableOfPort) {
            portVariable = variableOfPort;
            bare = true;
            return this;
        }

        /** Limits its file descriptors. */
        public Builder descriptors(int most) {
            descriptors = most;
            return this;
        }

        /** Starts the process and returns at once. */
        public GatewayProcess start() {
            try {
                return start(FreePorts.next(), Files.createTempFile(workingDirectory, "gateway-", ".log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private GatewayProcess start(int port, Path log) throws IOException {
            List<String> command = new ArrayList<>(Signals.withDefaultInterrupt());
            if (descriptors > 0) {
                command.addAll(List.of("/bin/sh", "-c", "ulimit -n " + descriptors + " && exec \"$0\" \"$@\""));
            }
            command.addAll(java == null ? PackagedJar.jvm() : ShortLivedJvm.command(java));
            command.addAll(jvmArguments);
            if (classPath != null) {
                command.addAll(List.of("-cp", classPath, ImageGatewayApplication.class.getName()));
            } else {
                command.addAll(List.of("-jar", PackagedJar.path().toString()));
            }
            if (portAsArgument) {
                command.add("--server.port=" + port);
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
            if (!portAsArgument) {
                builder.environment().put(portVariable, Integer.toString(port));
            }
            if (bare) {
                builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            } else {
                builder.environment().put("IMG_GW_HOST", "127.0.0.1");
                builder.environment().put("IMG_GW_MANAGEMENT_PORT", "0");
                builder.environment().put("GATEWAY_UPLOAD_KEEPAFTEREND", "100ms");
            }
            builder.environment().putAll(environment);
            return new GatewayProcess(builder.start(), port, log);
        }
    }

    /** The class path of a gateway with components in the subdirectory {@code lib} of its working directory. */
    public static String classPathWithLib() {
        return PackagedJar.path() + File.pathSeparator + Path.of("lib", "*");
    }

    /** Builds a gateway that runs in a directory and keeps its data in the subdirectory {@code data}. */
    public static Builder in(Path workingDirectory) {
        return new Builder(workingDirectory);
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    /** Its output so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A figure of {@code /proc/PID/status} in kB: {@code VmRSS} is resident memory now, {@code VmHWM} the most so far. Zero
     * on systems without such files.
     */
    public long kilobytes(String name) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status code of a GET, or 0 when nothing answers. */
    public int get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway answered", e);
        }
    }

    /** The body of the answer to a GET, or an empty text when nothing answers. */
    public String body(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway answered", e);
        }
    }

    /** Waits until it is ready. */
    public GatewayProcess awaitReady() {
        await("ready; log: " + log)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the gateway ended: " + log());
                    }
                    return get("/health/ready") == 200;
                });
        return this;
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGSTOP. */
    public void pause() {
        Signals.send("STOP", process.pid());
    }

    /** SIGCONT. */
    public void resume() {
        Signals.send("CONT", process.pid());
    }

    /** SIGTERM; waits for the end and returns the exit code. */
    public int terminate() {
        process.destroy();
        return exitCode();
    }

    /** Waits until it exits by itself. */
    public int exitCode() {
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gateway still runs: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway ran", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
