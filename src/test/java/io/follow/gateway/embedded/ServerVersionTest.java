package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerVersionTest {

    @Test
    void readsWhatAValkeySays() {
        assertThat(ServerVersion.parse("Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64\n"))
                .hasValue(new ServerVersion("Valkey", 8, 0, 1))
                .get()
                .hasToString("Valkey 8.0.1");
    }

    @Test
    void readsTheVersionBelowAWarningOfTheLoader() {
        assertThat(ServerVersion.parse("loader: no version information\nRedis server v=7.0.15 sha=0\n"))
                .hasValue(new ServerVersion("Redis", 7, 0, 15));
    }

    @Test
    void takesNothingElseForAServer() {
        assertThat(ServerVersion.parse("cat (GNU coreutils) 9.1")).isEmpty();
        assertThat(ServerVersion.parse("valkey-cli 8.0.1")).isEmpty();
    }

    @Test
    void supportsVersionsFromSevenOn() {
        assertThat(new ServerVersion("Redis", 6, 2, 14).isSupported()).isFalse();
        assertThat(new ServerVersion("Redis", 7, 0, 0).isSupported()).isTrue();
        assertThat(new ServerVersion("Valkey", 10, 0, 0).isSupported()).isTrue();
    }
}
