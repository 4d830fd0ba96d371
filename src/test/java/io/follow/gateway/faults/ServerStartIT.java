package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there yet, refuses, or moves. */
class ServerStartIT {

    @TempDir
    Path folder;

    @Test
    void waitsForAServerThatIsNotUpYetAndFollowsItToAnotherAddress() {
        // given
        TcpProxy name = TcpProxy.to(FreePorts.next());
        try (name;
                GatewayProcess gateway = start("redis://127.0.0.1:" + name.port())) {
            await().atMost(Scene.LIMIT).until(() -> gateway.get("/health") == 200);
            await().atMost(Scene.LIMIT).until(() -> linesAboutReading(gateway) > 0);
            assertThat(gateway.get("/health/ready")).isEqualTo(503);
            assertThat(linesAboutReading(gateway)).isEqualTo(1);

            for (int address = 1; address <= 2; address++) {
                // when
                try (ValkeyServer server = ValkeyServer.start()) {
                    name.leadTo(server.port());

                    // then
                    gateway.awaitReady();
                    server.command("XADD", "image:process", "*", "image_id", "image", "storage_key", "image.jpg");
                    await().atMost(Scene.LIMIT)
                            .until(() -> server.command("XLEN", "image:result").contains("1"));
                }
                await().atMost(Scene.LIMIT).until(() -> gateway.get("/health/ready") == 503);
            }
        }
    }

    @Test
    void saysInOneLineThatThePasswordIsWrongAndWorksOnceItIsRight() {
        // given
        try (ValkeyServer server = ValkeyServer.start("--user", "gateway", "on", ">old", "~*", "&*", "+@all");
                GatewayProcess gateway = start("redis://gateway:new-secret@127.0.0.1:" + server.port())) {
            await().atMost(Scene.LIMIT).until(() -> gateway.log().contains("WRONGPASS"));
            assertThat(gateway.get("/health/ready")).isEqualTo(503);
            assertThat(linesAboutReading(gateway)).isEqualTo(1);
            assertThat(gateway.log()).doesNotContain("new-secret", "\tat ");

            // when
            server.command("ACL", "SETUSER", "gateway", ">new-secret");

            // then
            gateway.awaitReady();
        }
    }

    private GatewayProcess start(String server) {
        return GatewayProcess.in(folder).env("REDIS_URL", server).start();
    }

    private static long linesAboutReading(GatewayProcess gateway) {
        return gateway.log()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains("reading image:process"))
                .count();
    }
}
