package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.storage.s3.Bucket;
import io.follow.gateway.storage.s3.S3Clients;
import io.follow.gateway.storage.s3.S3Settings;
import io.follow.gateway.testing.S3Extension;
import io.follow.gateway.testing.S3Server;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({ValkeyExtension.class, S3Extension.class})
class ResultsToBucketExampleIT {

    @TempDir
    private Path folder;

    @Test
    void keepsEachResultAsAnObject(ValkeyServer server, S3Server s3) throws Exception {
        // given
        try (Bucket bucket = Bucket.of(s3.withBucket("image-results"), "image-results");
                S3Clients clients = new S3Clients();
                ExampleContext context = new ExampleContext(server, folder)) {
            S3Settings settings =
                    new S3Settings(S3Settings.endpoint(s3.endpoint()), null, null, null, Duration.ofSeconds(30));
            context.camel().getRegistry().bind("s3Client", clients.client(settings));
            context.server().xadd("image:result", Map.of("job_id", "1-0"));

            // when
            context.start("examples/results-to-bucket.camel.yaml", "examples/result-errors.camel.yaml");

            // then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(bucket.objects()).isEqualTo(List.of("results/1-0.json")));
            assertThat(bucket.bytes("results/1-0.json")).asString().isEqualTo("{\"job_id\":\"1-0\"}");
            assertThat(bucket.head("results/1-0.json").contentType()).isEqualTo("application/json");
        }
    }
}
