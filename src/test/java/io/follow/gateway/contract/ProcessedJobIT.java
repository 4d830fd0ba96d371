package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 1 to 3: a job that ends well. */
@ExtendWith(SharedGatewayExtension.class)
class ProcessedJobIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final byte[] WIDE_PHOTO = jpeg(quadrants(2500, 1001, BufferedImage.TYPE_INT_RGB));

    private final GatewayFixture fixture;
    private final JobClient jobClient;

    ProcessedJobIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.jobClient = fixture.jobClient();
    }

    @Test
    void endsInOneResultWithEveryFieldOfTheContract() throws GeneralSecurityException {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, WIDE_PHOTO);

        // when
        String jobId = jobClient.add(job);
        Map<String, String> result = jobClient.resultOf(jobId);

        // then
        byte[] stored = fixture.stored(result);
        assertThat(result)
                .containsEntry("image_id", job.imageId())
                .containsEntry("status", "processed")
                .containsEntry("storage_key", job.storageKey().replace(".jpg", ".webp"))
                .containsEntry("sha256", sha256(stored))
                .containsEntry("file_size", Integer.toString(stored.length))
                .containsEntry("content_type", "image/webp")
                .containsEntry("original_width", "2500")
                .containsEntry("original_height", "1001")
                .containsEntry("processed_width", "1920")
                .containsEntry("processed_height", "769")
                .containsEntry("job_id", jobId)
                .containsOnlyKeys(
                        "image_id",
                        "status",
                        "storage_key",
                        "sha256",
                        "etag",
                        "file_size",
                        "content_type",
                        "original_width",
                        "original_height",
                        "processed_width",
                        "processed_height",
                        "processed_at",
                        "job_id");
        assertThat(result.get("etag")).isNotBlank();
        assertThat(result.get("processed_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(Instant.parse(result.get("processed_at"))).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void leavesNothingPendingAndNoEntryBehind() {
        // given
        Job job = Job.jpeg();

        // when
        fixture.process(job, PHOTO);

        // then
        assertThat(jobClient.pending()).isZero();
        assertThat(jobClient.commands().xlen(JobClient.PROCESS)).isZero();
        assertThat(fixture.incoming().resolve(job.sourceKey())).exists();
    }

    @Test
    void saysDoneInAStatusHashThatExpiresAfterItsConfiguredLife() {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, PHOTO);

        // when
        String jobId = jobClient.add(job);
        jobClient.awaitEnd(jobId);

        // then
        assertThat(jobClient.statusOf(job))
                .containsEntry("stage", "done")
                .containsEntry("progress", "100")
                .containsEntry("job_id", jobId)
                .containsOnlyKeys("stage", "progress", "updated_at", "job_id");
        assertThat(Duration.ofMillis(jobClient.commands().pttl(JobClient.statusKey(job))))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void passesOverFieldsItDoesNotKnow() {
        Job job = Job.jpeg()
                .with("priority", "high")
                .with("CamelFileName", "../x")
                .with("dlq_reason", "none");
        assertThat(fixture.process(job, PHOTO)).containsEntry("status", "processed");
    }

    @Test
    void takesTheAliasOfTheContentType() {
        Job job = Job.jpeg().without("expected_content_type").with("content_type", "image/jpeg");
        assertThat(fixture.process(job, PHOTO)).containsEntry("status", "processed");
    }

    @Test
    void takesTheTimeOfTheRequest() {
        Job job = Job.jpeg().with("requested_at", "2026-02-24T10:00:00Z");
        assertThat(fixture.process(job, PHOTO)).containsEntry("status", "processed");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo.webp",
        "photo.JPEG, photo.webp",
        "photo.webp, photo.webp",
        "photo, photo.webp",
        "a.b/photo, a.b/photo.webp"
    })
    void writesTheExtensionOfTheOutputFormat(String asked, String written) {
        // given
        Job job = Job.jpeg();
        String folder = "extensions/" + job.imageId() + "/";

        // when
        Map<String, String> result = fixture.process(job.with("storage_key", folder + asked), PHOTO);

        // then
        assertThat(result).containsEntry("storage_key", folder + written);
        assertThat(fixture.processed().resolve(folder + written)).isRegularFile();
    }

    @Test
    void readsTheStorageKeyInTheSourceStoreWhenThereIsNoSourceKey() {
        // given
        Job job = Job.jpeg().without("source_key");
        GatewayFixture.put(fixture.incoming().resolve(job.storageKey()), PHOTO);

        // when // then
        assertThat(jobClient.resultOf(jobClient.add(job))).containsEntry("status", "processed");
        assertThat(fixture.incoming().resolve(job.storageKey())).hasBinaryContent(PHOTO);
    }

    @Test
    void takesKeysLiterallyWithoutDecodingThem() {
        // given
        Job job = Job.jpeg();
        String key = "literal/%2e%2e/" + job.imageId() + "+%41 é.jpg";

        // when
        Map<String, String> result = fixture.process(job.with("source_key", key).with("storage_key", key), PHOTO);

        // then
        assertThat(result).containsEntry("storage_key", key.replace(".jpg", ".webp"));
        assertThat(Files.exists(fixture.processed().resolve(key.replace(".jpg", ".webp"))))
                .isTrue();
    }

    @Test
    void replacesTheObjectOfAnEarlierJob() {
        // given
        Job job = Job.jpeg();
        String first = fixture.process(job, PHOTO).get("sha256");

        // when
        Map<String, String> second = fixture.process(job, WIDE_PHOTO);

        // then
        assertThat(second.get("sha256")).isNotEqualTo(first);
        assertThat(fixture.stored(second)).hasSize(Integer.parseInt(second.get("file_size")));
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
