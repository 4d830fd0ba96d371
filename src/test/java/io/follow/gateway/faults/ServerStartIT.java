package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
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
    @Tag("soak")
    void followsItsServerToAnotherAddressOfTheSameName() throws IOException {
        // given
        int port = FreePorts.next();
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.2 valkey.test\n");
        GatewayProcess.Builder builder = GatewayProcess.in(folder)
                .jvm("-Djdk.net.hosts.file=" + hosts)
                .env("REDIS_URL", "redis://valkey.test:" + port);
        try (ValkeyServer old = ValkeyServer.start();
                ValkeyServer next = ValkeyServer.start();
                TcpProxy first = TcpProxy.at(new InetSocketAddress("127.0.0.2", port), old.port());
                GatewayProcess gateway = builder.start()) {
            gateway.awaitReady();

            // when
            first.leadTo(FreePorts.next());
            first.cut();
            await().atMost(Scene.LIMIT).until(() -> gateway.get("/health/ready") == 503);
            Files.writeString(hosts, "127.0.0.3 valkey.test\n");

            // then
            try (TcpProxy second = TcpProxy.at(new InetSocketAddress("127.0.0.3", port), next.port())) {
                gateway.awaitReady();
                next.command("XADD", "image:process", "*", "image_id", "image", "storage_key", "image.jpg");
                await().atMost(Scene.LIMIT)
                        .until(() -> next.command("XLEN", "image:result").contains("1"));
                assertThat(second.connections()).isPositive();
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
