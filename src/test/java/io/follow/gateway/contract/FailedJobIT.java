package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailed;
import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Bomb;
import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The error codes of section 3 that a job's fields or its bytes provoke. */
@ExtendWith(SharedGatewayExtension.class)
class FailedJobIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private final GatewayFixture fixture;
    private final JobClient jobClient;

    FailedJobIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.jobClient = fixture.jobClient();
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage_key", "expected_content_type"})
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void keepsAJobWithoutANeededFieldAndReportsIt(String field) {
        // given
        Job job = Job.jpeg().without(field);

        // when
        String jobId = jobClient.add(job);

        // then
        assertThat(assertFailedAndKept(fixture, job, jobId, ErrorCode.INVALID_JOB))
                .isEqualTo(field + " is missing");
    }

    @ParameterizedTest
    @CsvSource({"max_file_size, ten", "max_file_size, -1", "max_size, 0", "requested_at, yesterday"})
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void keepsAJobWithAMalformedFieldAndReportsIt(String field, String value) {
        // given
        Job job = Job.jpeg().with(field, value);

        // when
        String jobId = jobClient.add(job);

        // then
        assertThat(assertFailedAndKept(fixture, job, jobId, ErrorCode.INVALID_JOB))
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "two words", "naïve"})
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void keepsAJobWithoutAUsableImageIdAsADeadLetterOnly(String imageId) {
        // given
        Job job = Job.jpeg().with("image_id", imageId);

        // when
        String jobId = jobClient.add(job);
        jobClient.awaitEnd(jobId);

        // then
        assertThat(jobClient.resultsOf(jobId)).isEmpty();
        assertThat(jobClient.commands().exists(JobClient.STATUS + imageId)).isZero();
        assertThat(jobClient.deadLettersOf(jobId)).singleElement().satisfies(letter -> assertThat(letter)
                .containsAllEntriesOf(job.fields())
                .containsEntry("dlq_reason", "INVALID_JOB"));
    }

    @Test
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void keepsAJobWithoutAnImageIdAsADeadLetterOnly() {
        // when
        String jobId = jobClient.add(Job.jpeg().without("image_id"));
        jobClient.awaitEnd(jobId);

        // then
        assertThat(jobClient.resultsOf(jobId)).isEmpty();
        assertThat(jobClient.deadLettersOf(jobId)).singleElement().satisfies(letter -> assertThat(letter)
                .containsEntry("dlq_error", "image_id is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/x",
                "a//b",
                "a/./b",
                "a/",
                "",
                "a\0b",
                "a\nb",
                "..",
                "a/../../x",
                "images/.gateway-tmp/x"
            })
    @CoversErrorCodes(ErrorCode.INVALID_STORAGE_KEY)
    void refusesAStorageKeyThatBreaksTheRules(String key) {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, PHOTO);
        Job refused = job.with("storage_key", key);

        // when
        String jobId = jobClient.add(refused);

        // then
        assertThat(assertFailed(fixture, refused, jobId, ErrorCode.INVALID_STORAGE_KEY))
                .doesNotContain("/etc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/hostname", "a//b", "a\0b"})
    @CoversErrorCodes(ErrorCode.INVALID_STORAGE_KEY)
    void refusesASourceKeyThatBreaksTheRules(String key) {
        Job job = Job.jpeg().with("source_key", key);
        assertFailed(fixture, job, jobClient.add(job), ErrorCode.INVALID_STORAGE_KEY);
    }

    @Test
    @CoversErrorCodes(ErrorCode.FILE_TOO_LARGE)
    void refusesAFileLargerThanTheJobAllows() {
        Job job = Job.jpeg().with("max_file_size", Integer.toString(PHOTO.length - 1));
        assertFails(job, PHOTO, ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    @CoversErrorCodes(ErrorCode.FILE_TOO_LARGE)
    void takesTheAliasOfTheGreatestFileSize() {
        assertFails(Job.jpeg().with("max_size", "100"), PHOTO, ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    @CoversErrorCodes(ErrorCode.FILE_TOO_LARGE)
    void refusesAFileLargerThanTheGlobalLimitWhateverTheJobAllows() {
        Job job = Job.jpeg().with("max_file_size", "99999999999999999999");
        assertFails(job, Arrays.copyOf(PHOTO, 10_485_761), ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    void acceptsAFileOfExactlyTheSizeThatTheJobAllows() {
        Job job = Job.jpeg().with("max_file_size", Integer.toString(PHOTO.length));
        assertThat(fixture.process(job, PHOTO)).containsEntry("status", "processed");
    }

    @Test
    @CoversErrorCodes(ErrorCode.FILE_TOO_SMALL)
    void refusesAnEmptyFile() {
        assertFails(Job.jpeg(), new byte[0], ErrorCode.FILE_TOO_SMALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/tiff", "image/svg+xml", "text/html", "IMAGE/JPEG", "image/jpeg; q=1"})
    @CoversErrorCodes(ErrorCode.UNSUPPORTED_FORMAT)
    void refusesATypeThatIsNotInTheList(String contentType) {
        assertFails(Job.jpeg().with("expected_content_type", contentType), PHOTO, ErrorCode.UNSUPPORTED_FORMAT);
    }

    @Test
    @CoversErrorCodes(ErrorCode.INVALID_MAGIC_BYTES)
    void refusesAProgramDeclaredAsJpegAndShowsItsFirstBytes() {
        assertThat(assertFails(Job.jpeg(), join(ascii("MZ"), new byte[100]), ErrorCode.INVALID_MAGIC_BYTES))
                .startsWith("first bytes 4D 5A")
                .contains("are not image/jpeg");
    }

    static Stream<byte[]> bytesOfOtherTypes() {
        return Stream.of(
                join(ascii("GIF89a"), new byte[40]),
                png(quadrants(8, 8, BufferedImage.TYPE_INT_RGB)),
                ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"),
                new byte[] {(byte) 0xFF});
    }

    @ParameterizedTest
    @MethodSource("bytesOfOtherTypes")
    @CoversErrorCodes(ErrorCode.INVALID_MAGIC_BYTES)
    void refusesOtherBytesDeclaredAsJpeg(byte[] bytes) {
        assertFails(Job.jpeg(), bytes, ErrorCode.INVALID_MAGIC_BYTES);
    }

    @Test
    @CoversErrorCodes(ErrorCode.DECODE_HEADER_FAILED)
    void refusesACorruptHeader() {
        byte[] data = png(quadrants(8, 8, BufferedImage.TYPE_INT_RGB));
        data[18] ^= 0x55;
        assertFails(Job.png(), data, ErrorCode.DECODE_HEADER_FAILED);
    }

    @Test
    @CoversErrorCodes(ErrorCode.DECODE_FAILED)
    void refusesATruncatedJpeg() {
        byte[] data = jpeg(quadrants(400, 400, BufferedImage.TYPE_INT_RGB));
        assertFails(Job.jpeg(), Arrays.copyOf(data, data.length / 2), ErrorCode.DECODE_FAILED);
    }

    @Test
    @CoversErrorCodes(ErrorCode.DECODE_FAILED)
    void refusesATruncatedPng() {
        byte[] data = png(quadrants(400, 400, BufferedImage.TYPE_INT_RGB));
        assertFails(Job.png(), Arrays.copyOf(data, data.length - 30), ErrorCode.DECODE_FAILED);
    }

    @Test
    @CoversErrorCodes(ErrorCode.DECOMPRESSION_BOMB)
    void refusesAHeaderOfSixtyThousandTimesSixtyThousandPixels() {
        assertThat(assertFails(Job.png(), Bomb.PNG_OF_60000_BY_60000_PIXELS.data(), ErrorCode.DECOMPRESSION_BOMB))
                .contains("60000×60000", "100000000");
    }

    @Test
    @CoversErrorCodes(ErrorCode.MAX_DELIVERIES_EXCEEDED)
    void runsAJobNoMoreOnceItHasBeenDeliveredAsOftenAsAllowed() {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, PHOTO);

        // when
        String jobId = jobClient.addTakenBy("dead-worker", 3, job);

        // then
        assertThat(assertFailedAndKept(fixture, job, jobId, ErrorCode.MAX_DELIVERIES_EXCEEDED))
                .contains("3");
        assertThat(jobClient.deadLettersOf(jobId).get(0)).containsEntry("dlq_delivery_count", "4");
        assertThat(fixture.processed().resolve(job.storageKey().replace(".jpg", ".webp")))
                .doesNotExist();
    }

    @Test
    void takesAJobOverFromADeadWorkerOnItsLastAllowedDelivery() {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, PHOTO);

        // when
        String jobId = jobClient.addTakenBy("dead-worker", 2, job);

        // then
        assertThat(jobClient.resultOf(jobId)).containsEntry("status", "processed");
    }

    @Test
    void neverChangesTheObjectOfAnEarlierJob() {
        // given
        Job job = Job.jpeg();
        byte[] stored = fixture.stored(fixture.process(job, PHOTO));

        // when
        assertFails(job, Arrays.copyOf(PHOTO, PHOTO.length / 2), ErrorCode.DECODE_FAILED);

        // then
        assertThat(fixture.processed().resolve(job.storageKey().replace(".jpg", ".webp")))
                .hasBinaryContent(stored);
    }

    private String assertFails(Job job, byte[] source, ErrorCode code) {
        fixture.putSource(job, source);
        return assertFailed(fixture, job, jobClient.add(job), code);
    }
}
