package io.follow.gateway.contract;

import static io.follow.gateway.contract.Failures.assertFailedAndKept;
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
@ExtendWith(SharedWorkplace.class)
class RetriedErrorIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private final Workplace workplace;
    private final Wire wire;
    private final Job job = Job.jpeg();

    RetriedErrorIT(Workplace workplace) {
        this.workplace = workplace;
        this.wire = workplace.wire();
    }

    @Test
    @Provokes(ErrorCode.SOURCE_NOT_FOUND)
    void keepsAJobWhoseSourceNeverArrives() {
        String jobId = wire.add(job);
        assertFailedAndKept(workplace, job, jobId, ErrorCode.SOURCE_NOT_FOUND);
        assertThat(wire.deadLettersOf(jobId).get(0)).containsEntry("dlq_delivery_count", "1");
    }

    @Test
    @Provokes(ErrorCode.STORAGE_UPLOAD_FAILED)
    void keepsAJobWhoseObjectWouldReplaceAFolder() throws IOException {
        // given
        workplace.putSource(job, PHOTO);
        Path inTheWay = workplace.processed().resolve(job.storageKey().replace(".jpg", ".webp"));
        Files.createDirectories(inTheWay);

        // when
        String jobId = wire.add(job);

        // then
        assertFailedAndKept(workplace, job, jobId, ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(inTheWay).isEmptyDirectory();
    }

    @Test
    @Provokes(ErrorCode.STORAGE_UPLOAD_FAILED)
    void keepsAJobWhoseFolderWouldBeAFile() {
        // given
        workplace.putSource(job, PHOTO);
        Path file = workplace.processed().resolve("file-" + job.imageId());
        Workplace.put(file, PHOTO);
        Job blocked = job.with("storage_key", file.getFileName() + "/photo.jpg");

        // when
        String jobId = wire.add(blocked);

        // then
        assertFailedAndKept(workplace, blocked, jobId, ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(file).hasBinaryContent(PHOTO);
    }
}
