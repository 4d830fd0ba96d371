package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A real cluster, of one node that holds all slots. */
class ClusterIT {

    private static final String[] TAGGED = {
        "gateway.keys.process={image}:process",
        "gateway.keys.result={image}:result",
        "gateway.keys.dead-letter={image}:process:dlq",
        "gateway.keys.status={image}:status:",
        "gateway.keys.upload={image}:upload:"
    };

    private final Path folder = GatewayFixture.newFolder();
    private ValkeyServer server;

    @BeforeEach
    void startCluster() {
        // By default its bus takes a port of which nobody knows whether it is free: that of the server plus 10,000.
        String bus = Integer.toString(FreePorts.next());
        server = ValkeyServer.start("--cluster-enabled", "yes", "--cluster-port", bus);
        server.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        eventually(() -> String.valueOf(server.command("CLUSTER", "INFO")).contains("cluster_state:ok"));
    }

    @AfterEach
    void stopCluster() {
        server.close();
    }

    private InProcessGateway start(boolean asCluster, String... keys) {
        List<String> settings = new ArrayList<>(List.of(keys));
        if (asCluster) {
            settings.add("REDIS_CLUSTER_NODES=127.0.0.1:" + server.port());
        }
        return InProcessGateway.start(server.uri(), folder, settings.toArray(String[]::new));
    }

    private void addJob(String image) {
        addJob("image", image);
    }

    private void addJob(String pipeline, String image) {
        server.command(
                "XADD",
                "{" + pipeline + "}:process",
                "*",
                "image_id",
                image,
                "source_key",
                image + ".jpg",
                "storage_key",
                image + ".jpg",
                "expected_content_type",
                "image/jpeg");
    }

    @Test
    void jobsEndAndFailedOnesBecomeDeadLettersWithKeysOfOneHashTag() {
        // given
        GatewayFixture.put(folder.resolve("incoming/good.jpg"), jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB)));
        try (InProcessGateway gateway = start(true, TAGGED)) {
            eventually(gateway::isReady);

            // when
            addJob("good");
            server.command("XADD", "{image}:process", "*", "image_id", "malformed");

            // then
            eventually(() -> "2".equals(server.command("XLEN", "{image}:result")));
            assertThat(server.command("HGET", "{image}:status:good", "stage")).isEqualTo("done");
            assertThat(server.command("HGET", "{image}:status:malformed", "stage"))
                    .isEqualTo("failed");
            assertThat(server.command("XLEN", "{image}:process:dlq")).isEqualTo("1");
            assertThat(server.command("XLEN", "{image}:process")).isEqualTo("0");
        }
    }

    @Test
    void theKeysOfASecondPipelineHaveItsNameAsTheirHashTag() throws IOException {
        // given
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/avatars.camel.yaml"), routes.resolve("avatars.camel.yaml"));
        GatewayFixture.put(folder.resolve("incoming/a.jpg"), jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB)));
        GatewayFixture.put(
                folder.resolve("avatars-incoming/a.jpg"), jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB)));
        List<String> settings = new ArrayList<>(List.of(TAGGED));
        settings.add("IMG_GW_ROUTES_DIR=" + routes);
        try (InProcessGateway gateway = start(true, settings.toArray(String[]::new))) {
            eventually(() -> gateway.get("/health/ready?pipeline=avatars").statusCode() == 200);

            // when
            addJob("a");
            addJob("avatars", "a");

            // then
            eventually(() -> "1".equals(server.command("XLEN", "{image}:result")));
            eventually(() -> "1".equals(server.command("XLEN", "{avatars}:result")));
            assertThat(server.command("HGET", "{avatars}:status:a", "stage")).isEqualTo("done");
        }
    }

    @Test
    void refusesToStartWithKeysThatShareNoHashTag() {
        assertThatThrownBy(() -> start(true).close())
                .rootCause()
                .hasMessageContaining("the keys of a cluster must share a hash tag");
    }

    @Test
    void isNotReadyOnAClusterThatWasNotSaidToBeOne() {
        try (InProcessGateway gateway = start(false)) {
            eventually(() -> gateway.get("/health/ready").body().contains("must share a hash tag"));
        }
    }
}
