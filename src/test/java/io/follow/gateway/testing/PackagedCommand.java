package io.follow.gateway.testing;

import io.follow.gateway.ImageGatewayApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the packaged gateway that has ended, as an operator runs it.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
public record PackagedCommand(int code, String out, String err) {

    private static final long MINUTE_LIMIT = 2;

    /**
     * Runs a command to its end, on the embedded server unless {@code REDIS_URL} is set.
     *
     * @param folder the working directory, which receives the files {@code out} and {@code err}
     */
    public static PackagedCommand run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return run(folder, environment, List.of("-jar", PackagedJar.path().toString()), words);
    }

    /** Runs a command with the jars in the subdirectory {@code lib} of the working directory on the class path. */
    public static PackagedCommand runWithLib(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return run(
                folder,
                environment,
                List.of("-cp", GatewayProcess.classPathWithLib(), ImageGatewayApplication.class.getName()),
                words);
    }

    private static PackagedCommand run(
            Path folder, Map<String, String> environment, List<String> program, String... words)
            throws IOException, InterruptedException {
        List<String> command = PackagedJar.jvm();
        command.addAll(program);
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("REDIS_URL");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTE_LIMIT, TimeUnit.MINUTES)) {
                throw new IllegalStateException(String.join(" ", words) + " still runs: " + Files.readString(err));
            }
            return new PackagedCommand(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
