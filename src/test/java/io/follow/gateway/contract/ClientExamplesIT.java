package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ShortLivedJvm;
import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/**
 * The clients of {@code examples/clients}. A client whose language or library cannot be had here is skipped; one that runs
 * has to work.
 */
@ExtendWith(SharedGatewayExtension.class)
class ClientExamplesIT {

    private static final Path EXAMPLES = Path.of("examples/clients");

    private final GatewayFixture fixture;
    private final RedisCommands<String, String> server;
    private final String image = "client-" + UUID.randomUUID();

    ClientExamplesIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.server = fixture.jobClient().commands();
    }

    @AfterEach
    void removeTheGroup() {
        server.xgroupDestroy("image:result", "web");
        server.del("web:results");
    }

    @Test
    void worksInJava() throws Exception {
        List<String> command = ShortLivedJvm.command("-cp", System.getProperty("java.class.path"), "Jobs.java");
        assertWorks(EXAMPLES.resolve("java"), command.toArray(String[]::new));
    }

    @Test
    void worksInNode() throws Exception {
        Path folder = copyOf("node");
        prepare(folder, program("npm"), "install", "--no-audit", "--no-fund", "--silent");
        assertWorks(folder, program("node"), "jobs.mjs");
    }

    @Test
    void worksInPython() throws Exception {
        Path folder = copyOf("python");
        prepare(folder, program("python3"), "-m", "venv", "venv");
        prepare(folder, "venv/bin/pip", "install", "--quiet", "-r", "requirements.txt");
        assertWorks(folder, "venv/bin/python", "jobs.py");
    }

    @Test
    void worksInGo() throws Exception {
        Path folder = copyOf("go");
        prepare(folder, program("go"), "mod", "tidy");
        assertWorks(folder, program("go"), "run", ".");
    }

    @SuppressWarnings("unchecked")
    private void assertWorks(Path folder, String... command) throws Exception {
        // given: a result that this consumer has handled but not acknowledged, as after a crash
        server.xgroupCreate(StreamOffset.latest("image:result"), "web", XGroupCreateArgs.Builder.mkstream());
        server.xadd(
                "image:result",
                Map.of("job_id", "1-1", "image_id", "old", "status", "processed", "storage_key", "old.webp"));
        List<StreamMessage<String, String>> taken =
                server.xreadgroup(Consumer.from("web", "me"), StreamOffset.lastConsumed("image:result"));
        assertThat(taken).hasSize(1);
        server.hset("web:results", "1-1", "handled");
        GatewayFixture.put(fixture.incoming().resolve(image + ".jpg"), UploadRequests.photo(40, 30));

        // when
        List<String> lines = run(folder, withJob(command));

        // then: its own result is handled once, the other one not again
        assertThat(lines).contains("stage done").containsOnlyOnce("processed " + image + ".webp");
        assertThat(lines).noneMatch(line -> line.contains("old.webp"));
        assertThat(server.hkeys("web:results")).hasSize(2).contains("1-1");
        assertThat(server.xpending("image:result", "web").getCount()).isZero();
    }

    private String[] withJob(String... command) {
        String[] all = Arrays.copyOf(command, command.length + 3);
        all[command.length] = image;
        all[command.length + 1] = image + ".jpg";
        all[command.length + 2] = image + ".jpg";
        return all;
    }

    private List<String> run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "client", ".log");
        Process process = start(folder, output, command);
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.lines().toList();
    }

    /** Fetches what a client needs; the test is skipped where that cannot be had. */
    private void prepare(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "client", ".log");
        int status = start(folder, output, command).exitValue();
        Assumptions.assumeTrue(
                status == 0,
                () -> String.join(" ", command) + " fetches nothing here, see " + output
                        + ": the client is not tested");
    }

    private Process start(Path folder, Path output, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("REDIS_URL", fixture.server().uri().toString());
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return process;
    }

    /** Libraries are fetched into a copy. */
    private static Path copyOf(String language) throws IOException {
        Path copy = Path.of("target/clients", language).toAbsolutePath();
        FileSystemUtils.copyRecursively(EXAMPLES.resolve(language), copy);
        return copy;
    }

    private static String program(String name) {
        String found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(found != null, () -> "there is no " + name + " here: the client is not tested");
        return String.valueOf(found);
    }
}
