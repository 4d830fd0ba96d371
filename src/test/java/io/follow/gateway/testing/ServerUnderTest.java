package io.follow.gateway.testing;

import io.follow.gateway.embedded.EmbeddedServerException;
import io.follow.gateway.embedded.ServerProgram;
import io.follow.gateway.embedded.ServerProgram.Kind;
import io.follow.gateway.embedded.ServerProgramFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server program that the tests of this JVM use: {@code VALKEY_SERVER_BIN}, {@code valkey-server} on the path, a
 * Valkey fetched once into {@code target/valkey}, or else the bundled Redis. It writes its choice to standard output
 * and to {@code target/server-under-test.txt}.
 */
public final class ServerUnderTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path TARGET = PROJECT.resolve("target");
    private static final Path FETCHED = TARGET.resolve("valkey");
    private static final int FETCH_MINUTES = 3;

    private ServerUnderTest() {}

    /** The program; found on the first call. */
    public static ServerProgram program() {
        return Holder.PROGRAM;
    }

    private static final class Holder {
        static final ServerProgram PROGRAM = choose(System.getenv());
    }

    private static ServerProgram choose(Map<String, String> environment) {
        try {
            Files.createDirectories(TARGET);
            ServerProgramFinder finder = finder(environment.get("VALKEY_SERVER_BIN"), environment.get("PATH"));
            Optional<ServerProgram> present = finder.configured().or(finder::valkeyOnPath);
            String trouble = present.isPresent() ? "" : fetch();
            ServerProgram program = present.or(
                            () -> finder("", FETCHED.resolve("bin").toString()).valkeyOnPath())
                    .orElseGet(finder::bundled);
            announce(description(program, trouble));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProgramFinder finder(String configured, String searchPath) {
        return new ServerProgramFinder(configured, searchPath, TARGET.resolve("bundled-server"));
    }

    static String description(ServerProgram program, String trouble) {
        Path path = program.path();
        String where = program.kind() == Kind.BUNDLED
                ? "bundled, for want of a Valkey: " + trouble
                : (path.startsWith(PROJECT) ? PROJECT.relativize(path) : path).toString();
        return "tests run on " + program.version() + " (" + where + ")";
    }

    private static void announce(String line) throws IOException {
        System.out.println(line);
        Files.writeString(TARGET.resolve("server-under-test.txt"), line + "\n");
    }

    /** Runs the script, one JVM at a time; returns its last line. */
    private static String fetch() throws IOException {
        Path lock = TARGET.resolve("valkey.lock");
        Path output = TARGET.resolve("valkey.log");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            Process script = new ProcessBuilder("bash", "scripts/fetch-valkey.sh", FETCHED.toString())
                    .directory(PROJECT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!script.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                script.destroyForcibly();
                return "fetch-valkey.sh took more than " + FETCH_MINUTES + " minutes";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while Valkey was fetched", e);
        }
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? "fetch-valkey.sh printed nothing" : lines.get(lines.size() - 1);
    }
}
