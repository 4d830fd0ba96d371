package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.ValkeyStreamsConstants;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ValkeyExtension.class)
class WebhookExampleTest {

    private static final String[] FILES = {"examples/webhook.camel.yaml", "examples/webhook-errors.camel.yaml"};
    private static final String RESULTS = "image:result";

    @TempDir
    private Path folder;

    @Test
    void sendsEachResultAsJsonAndLeavesItForOtherReaders(ValkeyServer server) throws Exception {
        // given
        List<String> sent = new CopyOnWriteArrayList<>();
        try (ExampleContext context = new ExampleContext(server, folder)) {
            context.server().xadd(RESULTS, Map.of("image_id", "a-1"));
            context.with(exchange -> sent.add(exchange.getMessage().getBody(String.class)));

            // when
            context.start(FILES);
            context.server().xadd(RESULTS, Map.of("image_id", "a-2"));

            // then
            await().untilAsserted(
                            () -> assertThat(sent).containsExactly("{\"image_id\":\"a-1\"}", "{\"image_id\":\"a-2\"}"));
            await().untilAsserted(() -> assertThat(pending(context)).isZero());
            assertThat(context.server().xlen(RESULTS)).isEqualTo(2);
        }
    }

    @Test
    void triesAgainAndThenGoesOnWithTheNextResult(ValkeyServer server) throws Exception {
        // given
        List<String> tried = new CopyOnWriteArrayList<>();
        try (ExampleContext context = new ExampleContext(server, folder)) {
            String refused = context.server().xadd(RESULTS, Map.of("image_id", "a-1"));
            context.with("webhook.retry-count", "2").with("webhook.retry-base-ms", "1");
            context.with(exchange -> {
                String id = exchange.getMessage().getHeader(ValkeyStreamsConstants.ENTRY_ID, String.class);
                tried.add(id);
                if (id.equals(refused)) {
                    throw new IllegalStateException("the other program is away");
                }
            });

            // when
            context.start(FILES);
            String next = context.server().xadd(RESULTS, Map.of("image_id", "a-2"));

            // then
            await().untilAsserted(() -> assertThat(tried).containsExactlyInAnyOrder(refused, refused, refused, next));
            await().untilAsserted(() -> assertThat(pending(context)).isZero());
            assertThat(context.server().xlen(RESULTS)).isEqualTo(2);
        }
    }

    private static long pending(ExampleContext context) {
        return context.server().xpending(RESULTS, "webhook").getCount();
    }
}
