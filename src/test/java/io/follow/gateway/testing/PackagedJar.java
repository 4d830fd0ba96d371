package io.follow.gateway.testing;

import java.nio.file.Path;
import java.util.List;

/** The jar that the build has packaged, and how tests start a JVM with it. */
public final class PackagedJar {

    private PackagedJar() {}

    /** Its absolute path, to which the archive of its classes belongs. */
    public static Path path() {
        return Path.of(System.getProperty("gateway.jar", "target/image-gateway.jar"))
                .toAbsolutePath();
    }

    /** The beginning of a command line: a JVM that starts quickly. The class path and the arguments follow. */
    public static List<String> jvm() {
        return ShortLivedJvm.command(ClassArchive.option(path()), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
