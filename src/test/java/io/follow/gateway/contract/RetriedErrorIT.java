package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 3: errors that are tried again, until the retries run out. */
@ExtendWith(SharedGatewayExtension.class)
class RetriedErrorIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private final GatewayFixture fixture;
    private final JobClient jobClient;
    private final Job job = Job.jpeg();

    RetriedErrorIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.jobClient = fixture.jobClient();
    }

    @Test
    @CoversErrorCodes(ErrorCode.SOURCE_NOT_FOUND)
    void keepsAJobWhoseSourceNeverArrives() {
        String jobId = jobClient.add(job);
        assertFailedAndKept(fixture, job, jobId, ErrorCode.SOURCE_NOT_FOUND);
        assertThat(jobClient.deadLettersOf(jobId).get(0)).containsEntry("dlq_delivery_count", "1");
    }

    @Test
    @CoversErrorCodes(ErrorCode.STORAGE_UPLOAD_FAILED)
    void keepsAJobWhoseObjectWouldReplaceAFolder() throws IOException {
        // given
        fixture.putSource(job, PHOTO);
        Path inTheWay = fixture.processed().resolve(job.storageKey().replace(".jpg", ".webp"));
        Files.createDirectories(inTheWay);

        // when
        String jobId = jobClient.add(job);

        // then
        assertFailedAndKept(fixture, job, jobId, ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(inTheWay).isEmptyDirectory();
    }

    @Test
    @CoversErrorCodes(ErrorCode.STORAGE_UPLOAD_FAILED)
    void keepsAJobWhoseFolderWouldBeAFile() {
        // given
        fixture.putSource(job, PHOTO);
        Path file = fixture.processed().resolve("file-" + job.imageId());
        GatewayFixture.put(file, PHOTO);
        Job blocked = job.with("storage_key", file.getFileName() + "/photo.jpg");

        // when
        String jobId = jobClient.add(blocked);

        // then
        assertFailedAndKept(fixture, blocked, jobId, ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(file).hasBinaryContent(PHOTO);
    }
}
