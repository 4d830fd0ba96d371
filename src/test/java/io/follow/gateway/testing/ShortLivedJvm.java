package io.follow.gateway.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that lives for seconds. It compiles quickly instead of well, and saves the kernel most faults of new pages. */
public final class ShortLivedJvm {

    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            // Only the JVM for Linux knows the next one.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages");

    private ShortLivedJvm() {}

    /** A command line of the Java that runs the tests; may be added to. */
    public static List<String> command(String... arguments) {
        return command(Path.of(System.getProperty("java.home")), arguments);
    }

    /** The same of another Java. */
    static List<String> command(Path home, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of(arguments));
        return command;
    }
}
