package io.follow.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.follow.gateway.embedded.FreePort;
import io.follow.gateway.embedded.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * A real S3 server, S3Proxy on a folder of its own below {@code target}, as a process on the loopback address; it ends
 * with this JVM. Its credentials are those that the build puts into the environment of the tests. Not for use by several
 * threads at once.
 */
public final class S3Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/s3proxy/s3proxy.jar");
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private SupervisedProcess process;

    private S3Server(List<String> buckets) throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-servers")), "s3")
                .toAbsolutePath();
        port = FreePort.onLoopback();
        Files.createDirectories(folder.resolve("buckets"));
        for (String bucket : buckets) {
            makeBucket(bucket);
        }
        Files.writeString(
                configuration(),
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port, accessKey(), secretKey(), folder.resolve("buckets")));
        process = launch();
    }

    /** Starts a server with buckets and waits until it answers. */
    public static S3Server start(String... buckets) {
        try {
            return new S3Server(List.of(buckets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String accessKey() {
        return System.getenv("AWS_ACCESS_KEY_ID");
    }

    public static String secretKey() {
        return System.getenv("AWS_SECRET_ACCESS_KEY");
    }

    public int port() {
        return port;
    }

    /** Makes a bucket, or empties one that there is. */
    public S3Server withBucket(String name) {
        try {
            makeBucket(name);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeBucket(String name) throws IOException {
        Path bucket = folder.resolve("buckets").resolve(name);
        FileSystemUtils.deleteRecursively(bucket);
        Files.createDirectories(bucket);
    }

    /** For clients. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGKILL; returns when the process has ended. */
    public void kill() {
        process.pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        process.onExit().join();
    }

    /** Starts it again on the same port and buckets. */
    public void restart() {
        process.close();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path configuration() {
        return folder.resolve("s3proxy.conf");
    }

    private SupervisedProcess launch() throws IOException {
        List<String> command = ShortLivedJvm.command(
                "-Xmx256m",
                "-jar",
                JAR.toString(),
                "--properties",
                configuration().toString());
        SupervisedProcess started = SupervisedProcess.start(command, folder, GRACE, System.getenv("PATH"));
        await("the S3 server listens").atMost(START_LIMIT).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("the S3 server did not start: " + started.lastWords());
            }
            return listens();
        });
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
