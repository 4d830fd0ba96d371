package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailed;
import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.pngHeader;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Limits set as tight as they can be, and a route folder with a step that fails. */
class LimitsIT {

    private static final byte[] LARGE_PHOTO = jpeg(quadrants(3000, 3000, BufferedImage.TYPE_INT_RGB));

    /** A step as somebody might add it: it fails for some images in a way nobody foresaw. */
    private static final String FAILING_STEP =
            """
                      - choice:
                          when:
                            - simple: "${body[image_id]} startsWith 'unforeseen'"
                              steps:
                                - throwException:
                                    exceptionType: java.lang.IllegalStateException
                                    message: "password hunter2 in /etc/secret is wrong"
            """;

    private static GatewayFixture fixture;
    private static Path routes;

    private final JobClient jobClient = fixture.jobClient();

    @BeforeAll
    static void start() throws IOException {
        routes = GatewayFixture.newFolder();
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Path main = routes.resolve("templates/image-pipeline.camel.yaml");
        Files.writeString(main, Files.readString(main).replaceFirst("        steps:\n", "        steps:\n" + step()));
        fixture = GatewayFixture.start(
                "IMG_GW_ROUTES_DIR=" + routes,
                "IMG_GW_PROCESS_TIMEOUT_MS=1",
                "IMG_GW_MAX_FILE_SIZE=1000000",
                "IMG_GW_MAX_PIXEL_COUNT=9000000",
                "IMG_GW_MAX_DELIVERY_COUNT=1",
                "IMG_GW_JOB_CLAIM_IDLE_MS=1000",
                "IMG_GW_UPLOAD_RETRY_COUNT=0");
    }

    private static String step() {
        return FAILING_STEP.replace("$", "\\$");
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
        FileSystemUtils.deleteRecursively(routes);
    }

    @Test
    @CoversErrorCodes(ErrorCode.PROCESS_TIMEOUT)
    void givesUpAPictureThatTakesLongerThanTheLimit() {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, LARGE_PHOTO);

        // when
        String jobId = jobClient.add(job);

        // then
        assertThat(assertFailed(fixture, job, jobId, ErrorCode.PROCESS_TIMEOUT)).contains("ms");
        assertThat(fixture.processed().resolve("images")).doesNotExist();
    }

    @Test
    @CoversErrorCodes(ErrorCode.PROCESS_FAILED)
    void namesAnErrorThatNobodyForesawWithoutRepeatingItsMessage() {
        // given
        Job job = Job.jpeg().with("image_id", "unforeseen-" + Job.jpeg().imageId());

        // when
        String jobId = jobClient.add(job);

        // then
        assertThat(jobClient.resultOf(jobId)).containsEntry("error_code", "PROCESS_FAILED");
        assertThat(jobClient.resultOf(jobId).get("error_message"))
                .doesNotContain("hunter2", "/etc", "\n")
                .isNotBlank();
        assertThat(jobClient.deadLettersOf(jobId))
                .singleElement()
                .satisfies(letter -> assertThat(letter.get("dlq_error")).doesNotContain("hunter2", "/etc"));
    }

    @Test
    @CoversErrorCodes(ErrorCode.DECOMPRESSION_BOMB)
    void refusesOnePixelRowMoreThanTheLimit() {
        Job job = Job.png();
        fixture.putSource(job, pngHeader(3000, 3001, 8, 2));
        assertFailed(fixture, job, jobClient.add(job), ErrorCode.DECOMPRESSION_BOMB);
    }

    @Test
    @CoversErrorCodes(ErrorCode.FILE_TOO_LARGE)
    void refusesOneByteMoreThanTheLimit() {
        Job job = Job.jpeg();
        fixture.putSource(job, new byte[1_000_001]);
        assertFailed(fixture, job, jobClient.add(job), ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    @CoversErrorCodes(ErrorCode.SOURCE_NOT_FOUND)
    void triesNothingAgainWhereNoRetriesAreAllowed() {
        Job job = Job.jpeg();
        assertFailedAndKept(fixture, job, jobClient.add(job), ErrorCode.SOURCE_NOT_FOUND);
    }

    @Test
    @CoversErrorCodes(ErrorCode.MAX_DELIVERIES_EXCEEDED)
    void runsAJobOnceWhereOneDeliveryIsAllowed() {
        Job job = Job.jpeg();
        String jobId = jobClient.addTakenBy("dead-worker", 1, job);
        assertFailedAndKept(fixture, job, jobId, ErrorCode.MAX_DELIVERIES_EXCEEDED);
    }
}
