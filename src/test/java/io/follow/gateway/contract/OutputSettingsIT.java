package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.contract.ImageRulesIT.colourAt;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** JPEG instead of WebP, narrow pictures, and one folder as source and target. */
class OutputSettingsIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 33, BufferedImage.TYPE_INT_RGB));

    private static GatewayFixture fixture;
    private static Path store;

    private final JobClient jobClient = fixture.jobClient();

    @BeforeAll
    static void start() {
        store = GatewayFixture.newFolder();
        fixture = GatewayFixture.start(
                "IMG_GW_OUTPUT_FORMAT=jpeg",
                "IMG_GW_MAX_IMAGE_WIDTH=50",
                "IMG_GW_SOURCE_STORE=file:" + store,
                "IMG_GW_TARGET_STORE=" + store);
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
        FileSystemUtils.deleteRecursively(store);
    }

    @Test
    void resizesToTheConfiguredWidthAndKeepsTheAspect() {
        assertThat(process(Job.jpeg(), PHOTO))
                .containsEntry("processed_width", "50")
                .containsEntry("processed_height", "26")
                .containsEntry("content_type", "image/jpeg");
    }

    @Test
    void turnsAlphaWhite() throws IOException {
        // given
        byte[] transparent = png(plain(32, 32, BufferedImage.TYPE_INT_ARGB, 0));

        // when
        Map<String, String> result = process(Job.png(), transparent);

        // then
        BufferedImage stored = read(Files.readAllBytes(store.resolve(String.valueOf(result.get("storage_key")))));
        assertThat(stored.getColorModel().hasAlpha()).isFalse();
        assertThat(colourAt(stored, 16, 16)).isEqualTo("white");
    }

    @ParameterizedTest
    @CsvSource({"photo.jpg, photo.jpg", "photo.jpeg, photo.jpeg", "photo.webp, photo.jpg", "photo, photo.jpg"})
    void writesTheExtensionOfTheOutputFormat(String asked, String written) {
        Job job = Job.jpeg();
        assertThat(process(job.with("storage_key", job.imageId() + "/" + asked), PHOTO))
                .containsEntry("storage_key", job.imageId() + "/" + written);
    }

    @Test
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void refusesAJobThatWouldReplaceItsOwnSource() {
        // given
        Job job = Job.jpeg().without("source_key");
        GatewayFixture.put(store.resolve(job.storageKey()), PHOTO);

        // when
        String jobId = jobClient.add(job);

        // then
        assertFailedAndKept(fixture, job, jobId, ErrorCode.INVALID_JOB);
        assertThat(store.resolve(job.storageKey())).hasBinaryContent(PHOTO);
    }

    @Test
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void refusesAJobThatWouldReplaceItsOwnSourceOnceTheExtensionIsThatOfTheOutput() {
        // given
        Job job = Job.jpeg();
        Job same = job.with("storage_key", job.sourceKey().replace(".jpg", ".webp"));
        GatewayFixture.put(store.resolve(job.sourceKey()), PHOTO);

        // when
        String jobId = jobClient.add(same);

        // then
        assertFailedAndKept(fixture, same, jobId, ErrorCode.INVALID_JOB);
        assertThat(store.resolve(job.sourceKey())).hasBinaryContent(PHOTO);
    }

    private Map<String, String> process(Job job, byte[] source) {
        GatewayFixture.put(store.resolve(job.sourceKey()), source);
        return jobClient.resultOf(jobClient.add(job));
    }
}
