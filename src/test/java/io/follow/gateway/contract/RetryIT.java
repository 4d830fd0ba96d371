package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
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

    private static GatewayFixture fixture;

    private final JobClient jobClient = fixture.jobClient();
    private final Job job = Job.jpeg();

    @BeforeAll
    static void start() {
        fixture = GatewayFixture.start(
                "IMG_GW_WORKERS=1",
                "IMG_GW_UPLOAD_RETRY_COUNT=" + RETRIES,
                "IMG_GW_UPLOAD_RETRY_BASE_MS=" + BASE_MILLIS);
        // Loads what a first job loads, so that the tests below are not about that.
        fixture.process(Job.jpeg(), PHOTO);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void holdsNoWorkerWhileAJobWaitsForItsSourceAndEndsItWhenTheSourceArrives() {
        // given
        String waiting = jobClient.add(job);

        // when
        Job other = Job.jpeg();
        assertThat(fixture.process(other, PHOTO)).containsEntry("status", "processed");
        assertThat(jobClient.hasEnded(waiting)).isFalse();
        fixture.putSource(job, PHOTO);

        // then
        assertThat(jobClient.resultOf(waiting)).containsEntry("status", "processed");
        assertThat(jobClient.deadLettersOf(waiting)).isEmpty();
    }

    /** As an API server does that takes a silent job for lost. */
    @Test
    void endsAJobOnceAndWritesItsStatusAgainWhenThatWasDeleted() {
        // given
        String waiting = jobClient.add(job);
        JobClient.eventually(() -> !jobClient.statusOf(job).isEmpty());

        // when
        assertThat(jobClient.commands().del(JobClient.statusKey(job))).isOne();
        assertThat(jobClient.hasEnded(waiting)).isFalse();
        fixture.putSource(job, PHOTO);

        // then
        assertThat(jobClient.resultOf(waiting)).containsEntry("status", "processed");
        assertThat(jobClient.statusOf(job)).containsEntry("stage", "done").containsEntry("job_id", waiting);
    }

    @Test
    void endsAJobWhenTheTargetStoreIsWholeAgain() throws IOException {
        // given
        fixture.putSource(job, PHOTO);
        Path inTheWay = fixture.processed().resolve(job.storageKey().replace(".jpg", ".webp"));
        Files.createDirectories(inTheWay);

        // when
        String waiting = jobClient.add(job);
        fixture.process(Job.jpeg(), PHOTO);
        assertThat(jobClient.hasEnded(waiting)).isFalse();
        Files.delete(inTheWay);

        // then
        assertThat(jobClient.resultOf(waiting)).containsEntry("status", "processed");
        assertThat(inTheWay).isRegularFile();
    }

    @Test
    @CoversErrorCodes(ErrorCode.STORAGE_READ_FAILED)
    void keepsAJobWhenTheSourceStoreIsLostForLongerThanAllRetriesTogether() throws IOException {
        // given
        String waiting = jobClient.add(job);
        fixture.process(Job.jpeg(), PHOTO);
        Path away = fixture.folder().resolve("incoming-away");

        // when
        Files.move(fixture.incoming(), away);
        try {
            jobClient.awaitEnd(waiting);
        } finally {
            Files.move(away, fixture.incoming());
        }

        // then
        assertFailedAndKept(fixture, job, waiting, ErrorCode.STORAGE_READ_FAILED);
        assertThat(lifeOf(waiting))
                .as("the waits double: 100 + 200 + 400 + 800 + 1600 ms")
                .isGreaterThanOrEqualTo(BASE_MILLIS * ((1L << RETRIES) - 1));
    }

    /** Milliseconds from the job's entry to its dead letter's, by the server's own clock. */
    private long lifeOf(String jobId) {
        String ended = jobClient.commands().xrange(JobClient.DEAD_LETTERS, Range.unbounded()).stream()
                .filter(letter -> jobId.equals(letter.getBody().get("dlq_entry_id")))
                .findFirst()
                .orElseThrow()
                .getId();
        return JobId.parse(ended).milliseconds() - JobId.parse(jobId).milliseconds();
    }
}
