package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The archive of classes with which the container image starts, made by the same script. A JVM that starts with it needs about
 * 40 % less processor time.
 */
public final class ClassArchive {

    private static final Path SCRIPT = Path.of("deploy", "class-archive.sh");

    private ClassArchive() {}

    /**
     * Returns the JVM option that uses the archive of a jar. The first caller of a build makes it, in some ten seconds; others
     * wait for it, also in other JVMs.
     */
    public static String option(Path jar) {
        Path archive = jar.resolveSibling("image-gateway.archive");
        Path option = jar.resolveSibling("image-gateway.archive.option");
        Path lock = jar.resolveSibling("image-gateway.archive.lock");
        // Threads of one JVM cannot wait for each other's file lock.
        synchronized (ClassArchive.class) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Released with the channel.
                var unused = channel.lock();
                if (!isNewer(option, jar)) {
                    Files.writeString(option, make(jar, archive));
                }
                return Files.readString(option);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isNewer(Path file, Path jar) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static String make(Path jar, Path archive) throws IOException, InterruptedException {
        Path absolute = jar.toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        SCRIPT.toString(),
                        absolute.toString(),
                        archive.toAbsolutePath().toString(),
                        "-XX:TieredStopAtLevel=1"))
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0 || !output.startsWith("-XX:")) {
                throw new IllegalStateException("found no class archive but: " + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
