package io.follow.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** In this order, because each test finds what the one before it left behind. */
@ExtendWith(ValkeyExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ValkeyExtensionTest {

    @Test
    @Order(1)
    void givesAnEmptyServer(ValkeyServer server) {
        assertThat(server.command("DBSIZE")).isEqualTo("0");
        server.command("SET", "left", "behind");
    }

    @Test
    @Order(2)
    void emptiesTheServerAfterATestThatWroteToIt(ValkeyServer server) {
        assertThat(server.command("DBSIZE")).isEqualTo("0");
        server.pause();
    }

    @Test
    @Order(3)
    void wakesTheServerAfterATestThatPausedIt(ValkeyServer server) {
        assertThat(server.command("PING")).isEqualTo("PONG");
        server.kill();
    }

    @Test
    @Order(4)
    void startsTheServerAgainAfterATestThatKilledIt(ValkeyServer server) {
        assertThat(server.command("PING")).isEqualTo("PONG");
    }
}
