package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledServerTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, redis-server-7.0.15-linux-amd64",
        "Linux, aarch64, redis-server-7.0.15-linux-arm64",
        "Linux, i386, redis-server-7.0.15-linux-386",
        "Mac OS X, x86_64, redis-server-7.0.15-darwin-amd64",
        "Mac OS X, aarch64, redis-server-7.0.15-darwin-arm64"
    })
    void hasABinaryForEachOfThese(String os, String architecture, String resource) {
        assertThat(BundledServer.resourceFor(os, architecture)).isEqualTo(resource);
        assertThat(getClass().getResource("/" + resource)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "Mac OS X, i386"})
    void saysWhatToDoWhereItHasNone(String os, String architecture) {
        assertThatThrownBy(() -> BundledServer.resourceFor(os, architecture))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessage("no bundled server for " + os + " on " + architecture
                        + "; expected valkey-server on PATH, or VALKEY_SERVER_BIN or REDIS_URL to be set");
    }
}
