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
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The example on a real bucket; its own test replaces the bucket. */
@ExtendWith({ValkeyExtension.class, S3Extension.class})
class BucketListingExampleIT {

    private static final String JOBS = "image:process";

    @TempDir
    private Path folder;

    @Test
    void addsAJobForEachObjectAndForThoseThatComeLater(ValkeyServer server, S3Server s3) throws Exception {
        // given
        try (Bucket bucket = Bucket.of(s3.withBucket("photos"), "photos");
                S3Clients clients = new S3Clients();
                ExampleContext context = new ExampleContext(server, folder)) {
            S3Settings settings =
                    new S3Settings(S3Settings.endpoint(s3.endpoint()), null, null, null, Duration.ofSeconds(30));
            context.camel().getRegistry().bind("s3Client", clients.client(settings));
            put(bucket, "2026/a cat.jpg", "1");
            context.with("bucket-listing.delay", "100").start("examples/bucket-listing.camel.yaml");
            await().atMost(Duration.ofSeconds(30)).until(() -> context.server().xlen(JOBS) == 1);

            // when
            put(bucket, "2026/dog.jpg", "2");

            // then
            await().atMost(Duration.ofSeconds(30)).until(() -> context.server().xlen(JOBS) >= 2);
            assertThat(context.server().xrange(JOBS, Range.unbounded()))
                    .extracting(StreamMessage::getBody)
                    .satisfiesExactly(
                            cat -> assertThat(cat)
                                    .containsEntry("image_id", "2026-a-cat.jpg")
                                    .containsEntry("source_key", "2026/a cat.jpg")
                                    .containsEntry("expected_content_type", "image/jpeg"),
                            dog -> assertThat(dog).containsEntry("image_id", "2026-dog.jpg"));
            assertThat(bucket.objects()).containsExactly("2026/a cat.jpg", "2026/dog.jpg");
        }
    }

    private static void put(Bucket bucket, String key, String bytes) {
        bucket.client()
                .putObject(
                        request -> request.bucket(bucket.name()).key(key).contentType("image/jpeg"),
                        RequestBody.fromString(bytes));
    }
}
