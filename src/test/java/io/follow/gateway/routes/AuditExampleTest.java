package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ValkeyExtension.class)
class AuditExampleTest {

    @TempDir
    private Path folder;

    @Test
    void keepsALineForEachResult(ValkeyServer server) throws Exception {
        // given
        try (ExampleContext context = new ExampleContext(server, folder)) {
            context.server().xadd("image:result", Map.of("image_id", "a-1"));
            context.server().xadd("image:result", Map.of("image_id", "a-2"));

            // when
            context.load(DocumentedExample.audit()).start("examples/result-errors.camel.yaml");

            // then
            await().untilAsserted(() -> assertThat(folder.resolve("audit/results.jsonl"))
                    .hasContent("{\"image_id\":\"a-1\"}\n{\"image_id\":\"a-2\"}"));
        }
    }
}
