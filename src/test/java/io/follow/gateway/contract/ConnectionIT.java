package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A server that wants a password, has another one, is late, or dies. */
class ConnectionIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private final Path folder = GatewayFixture.newFolder();

    @AfterEach
    void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void logsInWithTheUserAndThePasswordOfItsUrl() {
        try (ValkeyServer server = ValkeyServer.start(
                        "--requirepass", "other", "--user", "gateway", "on", ">p@ss:w/rd+%", "~*", "&*", "+@all");
                InProcessGateway gateway =
                        start(URI.create("redis://gateway:p%40ss%3Aw%2Frd+%25@127.0.0.1:" + server.port()));
                JobClient jobClient = new JobClient(server.uri())) {
            eventually(gateway::isReady);
            assertProcesses(jobClient);
        }
    }

    @Test
    void staysNotReadyWithAWrongPasswordAndSaysSoWithoutIt() {
        try (ValkeyServer server = ValkeyServer.start("--user", "gateway", "on", ">right-secret", "~*", "&*", "+@all");
                InProcessGateway gateway =
                        start(URI.create("redis://gateway:wrong-secret@127.0.0.1:" + server.port()));
                JobClient jobClient = new JobClient(server.uri())) {
            // when
            eventually(() -> gateway.get("/health/ready").body().contains("WRONGPASS"));

            // then
            HttpResponse<String> ready = gateway.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).doesNotContain("secret", "\\n", "\tat ");
            assertThat(gateway.get("/health").statusCode()).isEqualTo(200);

            // and it works as soon as the server knows the password
            server.command("ACL", "SETUSER", "gateway", ">wrong-secret");
            eventually(gateway::isReady);
            assertProcesses(jobClient);
        }
    }

    @Test
    void waitsForAServerThatStartsLaterAndComesBackAfterItDied() {
        try (ValkeyServer server = ValkeyServer.start()) {
            server.kill();
            try (InProcessGateway gateway = start(server.uri())) {
                // given
                assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
                assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(503);

                // when
                server.restart();

                // then
                assertWorks(server, gateway);

                // when
                server.kill();
                eventually(() -> !gateway.isReady());
                assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
                server.restart();

                // then
                assertWorks(server, gateway);
            }
        }
    }

    private void assertWorks(ValkeyServer server, InProcessGateway gateway) {
        eventually(gateway::isReady);
        try (JobClient jobClient = new JobClient(server.uri())) {
            assertProcesses(jobClient);
        }
    }

    private void assertProcesses(JobClient jobClient) {
        Job job = Job.jpeg();
        GatewayFixture.put(folder.resolve("incoming").resolve(job.sourceKey()), PHOTO);
        assertThat(jobClient.resultOf(jobClient.add(job))).containsEntry("status", "processed");
    }

    private InProcessGateway start(URI server) {
        return InProcessGateway.start(server, folder);
    }
}
