package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.WorkerConnection;
import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.DocumentedUser;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** The user {@code gateway-worker} of docs/acl.md, with and without the permission for Sentinel. */
@ExtendWith(ValkeyExtension.class)
class RoleCheckIT {

    private static final String USER = "gateway-worker";

    @AfterEach
    void deleteUser(ValkeyServer valkey) {
        valkey.command("ACL", "DELUSER", USER);
    }

    private static WorkerConnection connect(InetSocketAddress place) {
        return new JedisWorkerConnection(new Connection(
                new HostAndPort(place.getHostString(), place.getPort()),
                DefaultJedisClientConfig.builder().user(USER).password("secret").build()));
    }

    @Test
    void saysOnceThatItMayNotAskAndThatItMayAgain(ValkeyServer valkey) {
        // given
        DocumentedUser user = DocumentedUser.create(USER, valkey);
        InetSocketAddress place = new InetSocketAddress("127.0.0.1", valkey.port());
        RoleCheck roles = new RoleCheck(RoleCheckIT::connect, Runnable::run);
        try (CapturedLog log = CapturedLog.of(RoleCheck.class)) {
            // when
            roles.begin(place);
            roles.begin(place);
            assertThat(roles.test(place)).isFalse();

            // then
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains("NOPERM", "'role'");

            // when
            user.change("+role");
            assertThat(roles.test(place)).isFalse();

            // then
            assertThat(log.lines()).hasSize(2).last().asString().contains("recovered");
        }
    }

    @Test
    void tellsAReplicaFromAPrimary(ValkeyServer valkey) {
        // given
        DocumentedUser.create(USER, valkey).change("+role");
        InetSocketAddress place = new InetSocketAddress("127.0.0.1", valkey.port());
        RoleCheck roles = new RoleCheck(RoleCheckIT::connect, Runnable::run);
        assertThat(roles.test(place)).isFalse();

        // when
        valkey.command("REPLICAOF", "127.0.0.1", "1");
        try {
            // then
            assertThat(roles.test(place)).isTrue();
        } finally {
            valkey.command("REPLICAOF", "NO", "ONE");
        }
    }
}
