package io.follow.gateway.testing;

import java.io.IOException;
import java.util.List;

/** Runs a main class of the test class path in a JVM of its own, for tests that kill it. */
public final class ChildJvm {

    private ChildJvm() {}

    /** The command line. */
    public static List<String> command(Class<?> mainClass, String... arguments) {
        List<String> command = ShortLivedJvm.command("-cp", System.getProperty("java.class.path"), mainClass.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it; standard output is the test's to read, standard error goes to that of this JVM. */
    public static Process start(Class<?> mainClass, String... arguments) throws IOException {
        return new ProcessBuilder(command(mainClass, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
