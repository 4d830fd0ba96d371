package io.follow.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.embedded.ServerProgram;
import io.follow.gateway.embedded.ServerProgram.Kind;
import io.follow.gateway.embedded.ServerVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerUnderTestTest {

    @Test
    void leavesAFileThatNamesTheServer() {
        ServerProgram program = ServerUnderTest.program();

        assertThat(Path.of("target/server-under-test.txt"))
                .content()
                .startsWith("tests run on " + program.version() + " (");
    }

    @Test
    void namesAFetchedServerByItsPathInTheProject() {
        ServerProgram fetched = new ServerProgram(
                Kind.VALKEY_ON_PATH,
                Path.of("target/valkey/bin/valkey-server").toAbsolutePath(),
                new ServerVersion("Valkey", 8, 0, 1));

        assertThat(ServerUnderTest.description(fetched, ""))
                .isEqualTo("tests run on Valkey 8.0.1 (target/valkey/bin/valkey-server)");
    }

    @Test
    void saysWhyThereIsOnlyTheBundledServer() {
        ServerProgram bundled = new ServerProgram(
                Kind.BUNDLED, Path.of("/somewhere/redis-server"), new ServerVersion("Redis", 7, 0, 15));

        assertThat(ServerUnderTest.description(bundled, "fetch-valkey: apt-get not found"))
                .isEqualTo(
                        "tests run on Redis 7.0.15 (bundled, for want of a Valkey: fetch-valkey: apt-get not found)");
    }
}
