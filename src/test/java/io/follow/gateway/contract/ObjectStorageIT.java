package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailed;
import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.storage.s3.Bucket;
import io.follow.gateway.testing.S3Extension;
import io.follow.gateway.testing.S3Server;
import io.follow.gateway.token.TokenSigner;
import io.lettuce.core.Range;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Jobs whose images are in buckets of a real S3 server. The target lies within the source's bucket. */
@ExtendWith(S3Extension.class)
class ObjectStorageIT {

    private static final byte[] PHOTO = jpeg(quadrants(640, 480, BufferedImage.TYPE_INT_RGB));

    private static final TokenSigner SIGNER = TokenSigner.create();

    private static Bucket photos;
    private static Bucket thumbnails;
    private static GatewayFixture fixture;

    private final JobClient jobClient = fixture.jobClient();

    @BeforeAll
    static void start(S3Server server) throws IOException {
        server.withBucket("photos").withBucket("thumbnails");
        photos = Bucket.of(server, "photos");
        thumbnails = Bucket.of(server, "thumbnails");
        Path routes = GatewayFixture.newFolder().resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/thumbnails.camel.yaml"), routes.resolve("thumbnails.camel.yaml"));
        fixture = GatewayFixture.start(
                "IMG_GW_S3_ENDPOINT=" + server.endpoint(),
                "IMG_GW_SOURCE_STORE=s3://photos/raw",
                "IMG_GW_TARGET_STORE=s3://photos/raw/web",
                "IMG_GW_ROUTES_DIR=" + routes,
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey(),
                "IMG_GW_UPLOAD_RETRY_COUNT=2",
                "IMG_GW_UPLOAD_RETRY_BASE_MS=100");
    }

    @AfterAll
    static void stop() {
        fixture.close();
        thumbnails.close();
        photos.close();
    }

    @Test
    void areWrittenBesideTheRawOnesAndToldAsTheServerSeesThem() {
        // given
        Job job = Job.jpeg();
        photos.put("raw/" + job.sourceKey(), PHOTO);

        // when
        Map<String, String> result = jobClient.resultOf(jobClient.add(job));

        // then
        String object = "raw/web/" + job.storageKey().replace(".jpg", ".webp");
        HeadObjectResponse head = photos.head(object);
        assertThat(result)
                .containsEntry("status", "processed")
                .containsEntry("storage_key", job.storageKey().replace(".jpg", ".webp"))
                .containsEntry("etag", head.eTag().replace("\"", ""))
                .containsEntry("file_size", Long.toString(head.contentLength()))
                .containsEntry("content_type", head.contentType());
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(photos.bytes("raw/" + job.sourceKey())).isEqualTo(PHOTO);
    }

    @Test
    void takeTheirKeysLiterally() {
        // given
        Job job = Job.jpeg();
        String name = job.imageId() + " %2F+ü?#&.jpg";
        photos.put("raw/" + name, PHOTO);

        // when
        Map<String, String> result =
                jobClient.resultOf(jobClient.add(job.with("source_key", name).with("storage_key", name)));

        // then
        assertThat(result).containsEntry("status", "processed");
        assertThat(photos.objects()).contains("raw/web/" + name.replace(".jpg", ".webp"));
    }

    @Test
    void failWithoutARawImage() {
        Job job = Job.jpeg();
        String jobId = jobClient.add(job);
        assertThat(assertFailedAndKept(fixture, job, jobId, ErrorCode.SOURCE_NOT_FOUND))
                .contains(job.sourceKey());
    }

    @Test
    void failWhenTheRawImageIsTooLarge() {
        Job job = Job.jpeg().with("max_file_size", "100");
        photos.put("raw/" + job.sourceKey(), PHOTO);
        assertThat(assertFailed(fixture, job, jobClient.add(job), ErrorCode.FILE_TOO_LARGE))
                .isEqualTo("the source has " + PHOTO.length + " bytes, expected at most 100");
    }

    @Test
    void failWhenTheyWouldReplaceTheirRawImage() {
        Job job = Job.webp().with("storage_key", "x.webp").with("source_key", "web/x.webp");
        photos.put("raw/web/x.webp", PHOTO);
        assertFailedAndKept(fixture, job, jobClient.add(job), ErrorCode.INVALID_JOB);
        assertThat(photos.bytes("raw/web/x.webp")).isEqualTo(PHOTO);
    }

    @Test
    void areUploadedOverHttpAndTheirRawImageIsRemovedInTheEnd() {
        // given
        String image = "upload-" + UUID.randomUUID();
        JwtClaims claims = TokenSigner.claims(Instant.now(), Instant.now().plusSeconds(600));
        claims.setClaim("image_id", image);
        claims.setClaim("storage_key", "uploads/" + image + ".jpg");
        List<String> before = photos.objects();

        // when
        HttpResponse<String> answer = fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/api/v1/upload"))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(PHOTO))
                        .header("Authorization", "Bearer " + SIGNER.sign(claims).value()));

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        List<String> after = new ArrayList<>(before);
        after.add("raw/web/uploads/" + image + ".webp");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(photos.objects()).containsExactlyInAnyOrderElementsOf(after));
    }

    @Test
    void areMadeFromOneBucketForAnotherByTheExampleRoute() {
        // given
        Job job = Job.jpeg();
        photos.put("raw/" + job.sourceKey(), PHOTO);

        // when
        String jobId = jobClient.commands().xadd("thumbnails:process", job.fields());
        JobClient.eventually(() -> jobClient
                .commands()
                .xrange("thumbnails:process", Range.create(jobId, jobId))
                .isEmpty());

        // then
        assertThat(jobClient.bodies("thumbnails:result")).singleElement().satisfies(result -> assertThat(result)
                .containsEntry("status", "processed")
                .containsEntry("processed_width", "320"));
        assertThat(thumbnails.head(job.storageKey()).contentType()).isEqualTo("image/jpeg");
    }
}
