package io.follow.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The newest Java on this machine.
 *
 * @param home its directory
 */
public record NewestJava(Path home, Runtime.Version version) {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /** That of the variable {@code NEWEST_JAVA_HOME} if it is set, else the newest of this JVM's and the installed ones. */
    public static NewestJava find() {
        String named = System.getenv("NEWEST_JAVA_HOME");
        if (named != null) {
            return at(Path.of(named))
                    .orElseThrow(() -> new IllegalStateException(
                            "NEWEST_JAVA_HOME is \"" + named + "\", expected a directory with a file \"release\""));
        }
        List<NewestJava> all = new ArrayList<>();
        all.add(new NewestJava(Path.of(System.getProperty("java.home")), Runtime.version()));
        if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED)) {
                homes.forEach(home -> at(home).ifPresent(all::add));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.stream().max(Comparator.comparing(NewestJava::version)).orElseThrow();
    }

    private static Optional<NewestJava> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties facts = new Properties();
        try (InputStream file = Files.newInputStream(release)) {
            facts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = facts.getProperty("JAVA_VERSION", "").replace("\"", "");
        // That of Java 8 is 1.8.0_402.
        return version.matches("[1-9]\\d+(\\.\\d+)*")
                ? Optional.of(new NewestJava(home, Runtime.Version.parse(version)))
                : Optional.empty();
    }
}
