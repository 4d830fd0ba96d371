package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobParserTest {

    private static final String ENTRY_ID = "1771927200000-0";

    private final JobParser parser = new JobParser((source, target) -> false);

    private static Map<String, String> fields(String... overrides) {
        Map<String, String> fields = new HashMap<>(
                Map.of("image_id", "42", "storage_key", "images/42.jpg", "expected_content_type", "image/jpeg"));
        for (int i = 0; i < overrides.length; i += 2) {
            fields.put(overrides[i], overrides[i + 1]);
        }
        return fields;
    }

    private static Map<String, String> without(String name) {
        Map<String, String> fields = fields();
        fields.remove(name);
        return fields;
    }

    private JobException failure(Map<String, String> fields) {
        return catchThrowableOfType(JobException.class, () -> parser.parse(ENTRY_ID, fields));
    }

    @Test
    void readsAJobOfTheNeededFieldsAlone() throws JobException {
        // when
        ImageJob job = parser.parse(ENTRY_ID, fields());

        // then
        StorageKey key = new StorageKey("images/42.jpg");
        assertThat(job)
                .isEqualTo(new ImageJob(
                        JobId.parse(ENTRY_ID),
                        new ImageId("42"),
                        key,
                        key,
                        "image/jpeg",
                        Long.MAX_VALUE,
                        null,
                        null,
                        List.of()));
        assertThat(job.sizeLimit(10_485_760)).isEqualTo(10_485_760);
    }

    @Test
    void readsAJobOfAllFields() throws JobException {
        // given
        Map<String, String> fields = fields(
                "source_key", "raw/42",
                "max_file_size", "1000",
                "upload_token", "a.b.c",
                "requested_at", "2026-02-24T10:00:00Z",
                "renditions", "[]",
                "something_else", "passed over");

        // when
        ImageJob job = parser.parse(ENTRY_ID, fields);

        // then
        assertThat(job.sourceKey()).hasToString("raw/42");
        assertThat(job.sizeLimit(10_485_760)).isEqualTo(1000);
        assertThat(job.uploadToken()).isEqualTo(new UploadToken("a.b.c"));
        assertThat(job.requestedAt()).isEqualTo(Instant.parse("2026-02-24T10:00:00Z"));
        assertThat(job.renditions()).isEmpty();
    }

    @Test
    void neverPrintsTheToken() throws JobException {
        assertThat(parser.parse(ENTRY_ID, fields("upload_token", "secret")))
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_id", "storage_key", "expected_content_type"})
    void refusesAJobWithoutANeededField(String name) {
        JobException failure = failure(without(name));

        assertThat(failure.getCode()).isEqualTo(ErrorCode.INVALID_JOB);
        assertThat(failure).hasMessage(name + " is missing");
    }

    @Test
    void readsTheAliases() throws JobException {
        // given
        Map<String, String> fields = without("expected_content_type");
        fields.put("content_type", "image/png");
        fields.put("max_size", "7");

        // when
        ImageJob job = parser.parse(ENTRY_ID, fields);

        // then
        assertThat(job.contentType()).isEqualTo("image/png");
        assertThat(job.maxFileSize()).isEqualTo(7);
    }

    @Test
    void passesOverAnAliasBesideItsField() throws JobException {
        // when
        ImageJob job =
                parser.parse(ENTRY_ID, fields("content_type", "image/png", "max_file_size", "8", "max_size", "7"));

        // then
        assertThat(job.contentType()).isEqualTo("image/jpeg");
        assertThat(job.maxFileSize()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/tiff", "image/jpg", "IMAGE/JPEG", "image/jpeg; q=1", "", " image/jpeg"})
    void refusesTypesThatAreNotProcessed(String type) {
        JobException failure = failure(fields("expected_content_type", type));

        assertThat(failure.getCode()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
        assertThat(failure)
                .hasMessageEndingWith("is none of image/jpeg, image/png, image/webp, image/avif,"
                        + " image/heic, image/heif, image/gif");
    }

    @ParameterizedTest
    @CsvSource({
        "1,                    1",
        "0005,                 5",
        "4294967296,           4294967296",
        "999999999999999999,   999999999999999999",
        "9999999999999999999,  9223372036854775807",
        "99999999999999999999999999999999999999999, 9223372036854775807"
    })
    void readsSizesOfAnyLength(String text, long expected) throws JobException {
        assertThat(parser.parse(ENTRY_ID, fields("max_file_size", text)).maxFileSize())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000", "-1", "+1", "1.5", "1e6", "10MB", " 1", "1\n", "0x10", "١", "null"})
    void refusesSizesThatAreNoPositiveNumber(String text) {
        JobException failure = failure(fields("max_file_size", text));

        assertThat(failure.getCode()).isEqualTo(ErrorCode.INVALID_JOB);
        assertThat(failure).hasMessageEndingWith("is not a positive number of bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-02-24", "1771927200"})
    void refusesTimesThatAreNotRfc3339(String text) {
        JobException failure = failure(fields("requested_at", text));

        assertThat(failure.getCode()).isEqualTo(ErrorCode.INVALID_JOB);
        assertThat(failure).hasMessageEndingWith("is not an RFC 3339 time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage_key", "source_key"})
    void refusesKeysThatBreakTheRules(String name) {
        for (String key : new String[] {"", "../x", "/etc/x", "a//b", "a/./b", "a\u0000"}) {
            JobException failure = failure(fields(name, key));

            assertThat(failure.getCode()).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
            assertThat(failure).hasMessageStartingWith(name + " ");
        }
    }

    @Test
    void refusesToOverwriteTheSource() {
        // given
        JobParser oneStore = new JobParser(StorageKey::equals);

        // when
        JobException failure = catchThrowableOfType(JobException.class, () -> oneStore.parse(ENTRY_ID, fields()));

        // then
        assertThat(failure.getCode()).isEqualTo(ErrorCode.INVALID_JOB);
        assertThat(failure).hasMessage("source_key and storage_key name the same object, expected two");
    }

    @Test
    void asksWithTheSourceFirst() throws JobException {
        // given
        JobParser oneStore = new JobParser(
                (source, target) -> source.value().equals("a") && target.value().equals("b"));

        // when
        ImageJob job = oneStore.parse(ENTRY_ID, fields("source_key", "b", "storage_key", "a"));

        // then
        assertThat(job.sourceKey()).hasToString("b");
    }

    @Test
    void leavesAForeignEntryIdToItsCaller() {
        assertThatIllegalArgumentException().isThrownBy(() -> parser.parse("tomorrow", fields()));
    }

    @Test
    void findsTheImageIdOfABrokenJob() {
        assertThat(JobParser.usableImageId(Map.of("image_id", "42", "storage_key", "../x")))
                .contains(new ImageId("42"));
        assertThat(JobParser.usableImageId(Map.of("image_id", "a/b"))).isEmpty();
        assertThat(JobParser.usableImageId(Map.of())).isEmpty();
    }

    @Test
    void endsEveryRandomEntryInAJobOrAFinalFailure() {
        String[] names = {
            "image_id", "storage_key", "source_key", "expected_content_type", "max_file_size", "requested_at", "x"
        };
        String[] values = {"a", "a/b", "..", "", "image/png", "12", "-1", "2026-02-24T10:00:00Z", "\u0000", "\ud800"};
        Random random = new Random(3);
        int jobs = 0;
        for (int i = 0; i < 20_000; i++) {
            // given
            Map<String, String> fields = random.nextBoolean() ? fields() : new HashMap<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                fields.put(names[random.nextInt(names.length)], values[random.nextInt(values.length)]);
            }

            // when
            try {
                parser.parse(ENTRY_ID, fields);
                jobs++;
            } catch (JobException failure) {
                // then
                assertThat(failure.isRetried()).isFalse();
            }
        }
        assertThat(jobs).isBetween(1_000, 19_000);
    }
}
