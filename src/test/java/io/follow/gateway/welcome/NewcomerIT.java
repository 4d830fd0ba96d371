package io.follow.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with nothing configured, as a newcomer starts it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewcomerIT {

    private static final Pattern UPLOADED = Pattern.compile("\"image_id\":\"([^\"]+)\",\"status\":\"processing\"");

    @TempDir
    private static Path folder;

    private static GatewayProcess gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayProcess.in(folder).start().awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    @Order(1)
    void showsASampleOnTheFirstStartAndTurnsADroppedPhotoIntoAProcessedOne() throws Exception {
        // given: the very first start
        eventually(() -> processed("sample").isPresent() && gateway.log().contains("image sample-"));
        assertThat(gateway.log())
                .contains("put a photo into")
                .contains("data/inbox")
                .contains("data/processed")
                .contains("valkey-cli -p")
                .containsPattern("image sample-\\S+ processed: jpeg 2400x3200 \\d+ B -> webp 1920x2560 \\d+ B");

        // when: a photo is moved into the inbox
        Path photo = folder.resolve("photo.jpg");
        Files.write(photo, SamplePicture.jpeg());
        Files.move(photo, folder.resolve("data/inbox/My Holiday.jpg"), StandardCopyOption.ATOMIC_MOVE);

        // then
        eventually(() -> processed("my-holiday").isPresent());
        eventually(() -> !Files.exists(folder.resolve("data/inbox/My Holiday.jpg")));
        eventually(() -> gateway.log().contains("image my-holiday-"));

        // when: it is interrupted as by Ctrl-C and started again
        Signals.send("INT", gateway.process().pid());
        assertThat(gateway.process().onExit().join().exitValue()).isEqualTo(130);
        eventually(() -> serversOfThisFolder() == 0);
        gateway = GatewayProcess.in(folder).start().awaitReady();

        // then: the sample is not shown again
        assertThat(gateway.log()).doesNotContain("first start").doesNotContain("Exception");
    }

    /** On the gateway that the first one has started again. */
    @Test
    @Order(2)
    void doesWhatTheReadmeShowsAndLeavesNoServerBehindWhenItIsKilled() throws Exception {
        // given
        Files.write(folder.resolve("photo.jpg"), SamplePicture.jpeg());
        String commands = ReadmeCommands.below("Quick start")
                + ReadmeCommands.below("Submit a job")
                + ReadmeCommands.below("Upload a photo");

        // when: all of it is pasted into a terminal
        String printed =
                ReadmeCommands.paste(commands.replace("localhost:8090", "localhost:" + gateway.port()), folder);

        // then
        assertThat(printed).contains("\"status\":\"up\"", "\nphoto-", "\nstorage_key\nphotos/1.webp\n", "\n1.webp\n");
        eventually(() -> Files.exists(folder.resolve("data/processed/photos/2/thumb.webp")));
        Matcher uploaded = UPLOADED.matcher(printed);
        assertThat(uploaded.find()).isTrue();
        eventually(() -> gateway.log().contains("image " + uploaded.group(1) + " processed"));

        // when
        assertThat(serversOfThisFolder()).isPositive();
        gateway.kill();

        // then
        eventually(() -> serversOfThisFolder() == 0);
    }

    private Optional<Path> processed(String name) throws IOException {
        Path target = folder.resolve("data/processed");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name)
                            && file.toString().endsWith(".webp"))
                    .findFirst();
        }
    }

    private long serversOfThisFolder() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.contains(folder.toString() + "/data")))
                .count();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }
}
