package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Placeholder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobResultTest {

    private static final ImageId IMAGE = new ImageId("42");
    private static final JobId JOB = JobId.parse("1771927200000-0");
    private static final Instant TIME = Instant.parse("2026-02-24T10:00:00.5Z");

    private static JobResult.Processed processed(String renditions, Placeholder placeholder) {
        return new JobResult.Processed(
                IMAGE,
                new StorageKey("images/42.webp"),
                "ab".repeat(32),
                "tag",
                12_345,
                "image/webp",
                4000,
                3000,
                1920,
                1440,
                TIME,
                JOB,
                renditions,
                placeholder);
    }

    @Test
    void writesASuccessInTheOrderOfTheWireContract() {
        assertThat(processed(null, null).toFields())
                .containsExactly(
                        entry("image_id", "42"),
                        entry("status", "processed"),
                        entry("storage_key", "images/42.webp"),
                        entry("sha256", "ab".repeat(32)),
                        entry("etag", "tag"),
                        entry("file_size", "12345"),
                        entry("content_type", "image/webp"),
                        entry("original_width", "4000"),
                        entry("original_height", "3000"),
                        entry("processed_width", "1920"),
                        entry("processed_height", "1440"),
                        entry("processed_at", "2026-02-24T10:00:00.500Z"),
                        entry("job_id", "1771927200000-0"));
    }

    @Test
    void addsRenditionsWhereTheyWereAskedFor() {
        assertThat(processed("[]", null).toFields()).hasSize(14).containsEntry("renditions", "[]");
    }

    @Test
    void addsThePlaceholderOfAPipelineThatMakesOne() {
        assertThat(processed(null, new Placeholder("YDgGBwA=", new Colour(0xABCD)))
                        .toFields())
                .hasSize(15)
                .containsEntry("placeholder", "YDgGBwA=")
                .containsEntry("dominant_colour", "#00abcd");
    }

    @Test
    void writesAFailureInTheOrderOfTheWireContract() {
        JobResult failed = new JobResult.Failed(
                IMAGE, ErrorCode.INVALID_MAGIC_BYTES, "first bytes 4D 5A are not image/jpeg", TIME, JOB);

        assertThat(failed.toFields())
                .containsExactly(
                        entry("image_id", "42"),
                        entry("status", "failed"),
                        entry("error_code", "INVALID_MAGIC_BYTES"),
                        entry("error_message", "first bytes 4D 5A are not image/jpeg"),
                        entry("failed_at", "2026-02-24T10:00:00.500Z"),
                        entry("job_id", "1771927200000-0"));
    }

    @Test
    void putsTheMessageOnOneLine() {
        assertThat(new JobResult.Failed(IMAGE, ErrorCode.DECODE_FAILED, "a\n\tat b", TIME, JOB).message())
                .isEqualTo("a at b");
    }

    @Test
    void saysTheCodeWhenTheMessageIsEmpty() {
        assertThat(new JobResult.Failed(IMAGE, ErrorCode.DECODE_FAILED, "\n", TIME, JOB).toFields())
                .containsEntry("error_message", "DECODE_FAILED");
    }
}
