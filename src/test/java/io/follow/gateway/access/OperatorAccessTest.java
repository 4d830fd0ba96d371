package io.follow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorAccessTest {

    private static Caller local(String... tokens) {
        return new Caller("127.0.0.1", "127.0.0.1", "localhost", null, null, false, List.of(tokens));
    }

    private static Caller remote(String... tokens) {
        return new Caller("192.0.2.7", "192.0.2.1", "gateway", null, null, false, List.of(tokens));
    }

    @Test
    void admitsWhoeverHasTheToken() {
        OperatorAccess access = new OperatorAccess("gehëim", false);

        assertThat(access.admits(remote("gehëim"))).isTrue();
        assertThat(access.admits(remote("wrong", "gehëim"))).isTrue();
        assertThat(access.admits(remote("gehëim "))).isFalse();
        assertThat(access.admits(remote(""))).isFalse();
        assertThat(access.admits(remote())).isFalse();
    }

    @Test
    void admitsNobodyWithoutAConfiguredToken() {
        OperatorAccess access = new OperatorAccess(null, false);

        assertThat(access.admits(remote(""))).isFalse();
        assertThat(access.admits(remote("null"))).isFalse();
        assertThat(access.admits(local())).isFalse();
    }

    @Test
    void admitsSomebodyOnThisMachineInTheEmbeddedModeAlone() {
        assertThat(new OperatorAccess("secret", true).admits(local())).isTrue();
        assertThat(new OperatorAccess("secret", true).admits(remote())).isFalse();
        assertThat(new OperatorAccess("secret", false).admits(local())).isFalse();
    }

    @Test
    void neverPrintsTheToken() {
        assertThat(new OperatorAccess("secret", true).toString()).doesNotContain("secret");
    }
}
