package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The directories that workers share, and the start of workers that use them. */
record TestDirectories(Path folder) implements AutoCloseable {

    static final String USER = "gateway";
    static final String PASSWORD = "secret";

    static TestDirectories create() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-gateways")), "faults")
                    .toAbsolutePath();
            TestDirectories directories = new TestDirectories(folder);
            for (Path each : List.of(directories.data(), directories.checkpointFolder())) {
                Files.createDirectories(each);
            }
            FileSystemUtils.copyRecursively(Path.of("routes"), directories.routes());
            Path main = directories.routes().resolve("templates/image-pipeline.camel.yaml");
            String route = Files.readString(main);
            for (InjectionPoint point : InjectionPoint.values()) {
                route = point.injectInto(route);
            }
            Files.writeString(main, route);
            return directories;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path processed() {
        return data().resolve("processed");
    }

    /** Makes every write fail: a file blocks the path of the store's temporary directory. */
    void blockStore() {
        try {
            Path away = folder.resolve("temporary-" + UUID.randomUUID());
            Files.move(temporary(), away);
            Files.writeString(temporary(), "in the way");
            FileSystemUtils.deleteRecursively(away);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void unblockStore() {
        delete(temporary());
    }

    private Path temporary() {
        return processed().resolve(".gateway-tmp");
    }

    private Path routes() {
        return folder.resolve("routes");
    }

    private Path checkpointFolder() {
        return folder.resolve("signs");
    }

    JobCheckpoints checkpoints() {
        return new JobCheckpoints(checkpointFolder());
    }

    /** Starts a worker behind a proxy. Settings and JVM arguments override the defaults. */
    Worker worker(int serverPort, Map<String, String> settings, String... jvm) {
        return worker(serverPort, builder -> builder.env(settings).jvm(jvm));
    }

    Worker worker(int serverPort, UnaryOperator<GatewayProcess.Builder> settings) {
        TcpProxy proxy = TcpProxy.to(serverPort);
        try {
            Path own = Files.createTempDirectory(folder, "worker");
            return new Worker(settings.apply(builder(own, proxy.port())), proxy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Worker worker(int serverPort) {
        return worker(serverPort, Map.of());
    }

    private GatewayProcess.Builder builder(Path own, int port) {
        return GatewayProcess.in(own)
                .withTestClasses()
                .jvm(
                        "-D" + FaultInjector.FOLDER_PROPERTY + "=" + checkpointFolder(),
                        "-Dspring.aot.enabled=true",
                        "-Xmx256m")
                .env("REDIS_URL", "redis://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port)
                .env("IMG_GW_DATA_DIR", data().toString())
                .env("IMG_GW_ROUTES_DIR", routes().toString())
                .env("IMG_GW_WORKERS", Integer.toString(FaultEnvironment.JOBS_PER_WORKER))
                .env("IMG_GW_JOB_CLAIM_IDLE_MS", Integer.toString(FaultEnvironment.CLAIM_IDLE_MILLIS))
                .env("IMG_GW_MAX_DELIVERY_COUNT", Integer.toString(FaultEnvironment.MAX_DELIVERIES))
                .env("IMG_GW_UPLOAD_RETRY_BASE_MS", "100")
                .env("IMG_GW_SHUTDOWN_TIMEOUT", "5s");
    }

    void putSource(Job job, byte[] bytes) {
        try {
            Files.write(newSource(job), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a sparse file as raw image: it has a length and takes no space. */
    void putHole(Job job, long length) {
        try (RandomAccessFile file = new RandomAccessFile(newSource(job).toFile(), "rw")) {
            file.setLength(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newSource(Job job) throws IOException {
        Path file = data().resolve("incoming").resolve(job.sourceKey());
        Files.createDirectories(file.getParent());
        return file;
    }

    /** The key of the object of an image, below {@link #processed()}. */
    static String objectKey(String imageId) {
        return "images/" + imageId + ".webp";
    }

    void removeObject(Job job) {
        delete(processed().resolve(objectKey(job.imageId())));
    }

    /** Copies the logs of all worker processes. */
    void saveLogs(Path target) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            delete(target);
            Files.createDirectories(target);
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.copy(log, target.resolve(log.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all files of the jobs of a test; keeps the hidden directories of the stores. */
    void cleanUp() {
        Stream.of(data().resolve("incoming/raw"), processed().resolve("images")).forEach(TestDirectories::delete);
        delete(checkpointFolder());
        try {
            Files.createDirectories(checkpointFolder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    /** What must hold for jobs of which none may fail. */
    Invariants invariants(JobClient jobClient, List<SubmittedJob> jobs) {
        return new Invariants(jobClient, data(), TargetStore.in(processed()), jobs, job -> false, Set.of());
    }
}
