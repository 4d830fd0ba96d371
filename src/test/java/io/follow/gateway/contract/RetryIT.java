package io.follow.gateway.contract;

import static io.follow.gateway.contract.Failures.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobId;
import io.lettuce.core.Range;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Retries on a gateway with a single worker. */
class RetryIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final int RETRIES = 5;
    private static final int BASE_MILLIS = 100;

    private static Workplace workplace;

    private final Wire wire = workplace.wire();
    private final Job job = Job.jpeg();

    @BeforeAll
    static void start() {
        workplace = Workplace.start(
                "IMG_GW_WORKERS=1",
                "IMG_GW_UPLOAD_RETRY_COUNT=" + RETRIES,
                "IMG_GW_UPLOAD_RETRY_BASE_MS=" + BASE_MILLIS);
        // Loads what a first job loads, so that the tests below are not about that.
        workplace.process(Job.jpeg(), PHOTO);
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void holdsNoWorkerWhileAJobWaitsForItsSourceAndEndsItWhenTheSourceArrives() {
        // given
        String waiting = wire.add(job);

        // when
        Job other = Job.jpeg();
        assertThat(workplace.process(other, PHOTO)).containsEntry("status", "processed");
        assertThat(wire.hasEnded(waiting)).isFalse();
        workplace.putSource(job, PHOTO);

        // then
        assertThat(wire.resultOf(waiting)).containsEntry("status", "processed");
        assertThat(wire.deadLettersOf(waiting)).isEmpty();
    }

    @Test
    void endsAJobWhenTheTargetStoreIsWholeAgain() throws IOException {
        // given
        workplace.putSource(job, PHOTO);
        Path inTheWay = workplace.processed().resolve(job.storageKey().replace(".jpg", ".webp"));
        Files.createDirectories(inTheWay);

        // when
        String waiting = wire.add(job);
        workplace.process(Job.jpeg(), PHOTO);
        assertThat(wire.hasEnded(waiting)).isFalse();
        Files.delete(inTheWay);

        // then
        assertThat(wire.resultOf(waiting)).containsEntry("status", "processed");
        assertThat(inTheWay).isRegularFile();
    }

    @Test
    @Provokes(ErrorCode.STORAGE_READ_FAILED)
    void keepsAJobWhenTheSourceStoreIsLostForLongerThanAllRetriesTogether() throws IOException {
        // given
        String waiting = wire.add(job);
        workplace.process(Job.jpeg(), PHOTO);
        Path away = workplace.folder().resolve("incoming-away");

        // when
        Files.move(workplace.incoming(), away);
        try {
            wire.awaitEnd(waiting);
        } finally {
            Files.move(away, workplace.incoming());
        }

        // then
        assertFailedAndKept(workplace, job, waiting, ErrorCode.STORAGE_READ_FAILED);
        assertThat(lifeOf(waiting))
                .as("the waits double: 100 + 200 + 400 + 800 + 1600 ms")
                .isGreaterThanOrEqualTo(BASE_MILLIS * ((1L << RETRIES) - 1));
    }

    /** Milliseconds from the job's entry to its dead letter's, by the server's own clock. */
    private long lifeOf(String jobId) {
        String ended = wire.commands().xrange(Wire.DEAD_LETTERS, Range.unbounded()).stream()
                .filter(letter -> jobId.equals(letter.getBody().get("dlq_entry_id")))
                .findFirst()
                .orElseThrow()
                .getId();
        return JobId.parse(ended).milliseconds() - JobId.parse(jobId).milliseconds();
    }
}
