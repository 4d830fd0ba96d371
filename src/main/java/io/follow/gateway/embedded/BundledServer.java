package io.follow.gateway.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The Redis 7.0.15 binaries (BSD licence, statically linked) inside {@code org.signal:embedded-redis}. */
final class BundledServer {

    private static final String PREFIX = "redis-server-7.0.15-";

    private BundledServer() {}

    /**
     * The class path resource for a platform.
     *
     * @param osName as in the system property {@code os.name}
     * @param osArchitecture as in the system property {@code os.arch}
     * @throws EmbeddedServerException if there is none for this platform
     */
    static String resourceFor(String osName, String osArchitecture) {
        String system = osName.toLowerCase(Locale.ROOT);
        String os = system.equals("linux") ? "linux" : system.startsWith("mac") ? "darwin" : null;
        String architecture =
                switch (osArchitecture.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    case "x86", "i386", "i586", "i686" -> "386";
                    default -> null;
                };
        if (!exists(os, architecture)) {
            throw new EmbeddedServerException("no bundled server for " + osName + " on " + osArchitecture
                    + "; expected valkey-server on PATH, or VALKEY_SERVER_BIN or REDIS_URL to be set");
        }
        return PREFIX + os + "-" + architecture;
    }

    private static boolean exists(@Nullable String os, @Nullable String architecture) {
        return os != null && architecture != null && !(os.equals("darwin") && architecture.equals("386"));
    }

    /**
     * Copies the binary for this machine to {@code folder}, unless an identical copy exists.
     *
     * @return the program, executable by its owner only
     */
    static Path copyTo(Path folder) {
        String resource = resourceFor(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path program = folder.resolve(resource);
        try (InputStream in = BundledServer.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new EmbeddedServerException("the bundled server " + resource
                        + " is not in this jar, which was built for another platform; expected valkey-server on PATH,"
                        + " or VALKEY_SERVER_BIN or REDIS_URL to be set");
            }
            byte[] binary = in.readAllBytes();
            if (!Executables.isExecutableFile(program)
                    || Files.size(program) != binary.length
                    || !Arrays.equals(Files.readAllBytes(program), binary)) {
                PrivateFiles.createFolder(folder);
                PrivateFiles.writeProgram(program, binary);
            }
            return program;
        } catch (IOException e) {
            throw new EmbeddedServerException("the bundled server could not be copied to the data directory", e);
        }
    }
}
