package io.follow.gateway.contract;

import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A gateway with a server of its own, its directories and a client. */
record GatewayFixture(ValkeyServer server, JobClient jobClient, Path folder, InProcessGateway gateway)
        implements AutoCloseable {

    /** Starts a server and a gateway; retries are fast unless the settings say otherwise. */
    static GatewayFixture start(String... settings) {
        ValkeyServer server = ValkeyServer.start();
        JobClient jobClient = new JobClient(server.uri());
        Path folder = newFolder();
        return new GatewayFixture(server, jobClient, folder, InProcessGateway.start(server.uri(), folder, settings));
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-gateways")), "gateway")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path incoming() {
        return folder.resolve("incoming");
    }

    Path processed() {
        return folder.resolve("processed");
    }

    /** Stores a raw image under the source key of a job. */
    void putSource(Job job, byte[] bytes) {
        put(incoming().resolve(job.sourceKey()), bytes);
    }

    static void put(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object that a result names. */
    byte[] stored(Map<String, String> result) {
        try {
            return Files.readAllBytes(processed().resolve(String.valueOf(result.get("storage_key"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores the raw image, adds the job and waits for its result. */
    Map<String, String> process(Job job, byte[] source) {
        putSource(job, source);
        return jobClient.resultOf(jobClient.add(job));
    }

    @Override
    public void close() {
        gateway.close();
        jobClient.close();
        server.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
