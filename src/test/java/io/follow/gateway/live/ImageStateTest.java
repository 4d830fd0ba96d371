package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageStateTest {

    private static final ImageId IMAGE = new ImageId("a");

    @ParameterizedTest
    @EnumSource(Stage.class)
    void readsEachStageOfAHash(Stage stage) {
        assertThat(ImageState.of(Fields.hash("5-1", stage)))
                .hasValueSatisfying(state -> assertThat(state).isEqualTo(Fields.state("5-1", stage)));
    }

    @Test
    void readsAHashThatHasNoJobYet() {
        assertThat(ImageState.of(Fields.hash(Stage.QUEUED)))
                .hasValueSatisfying(state -> assertThat(state.job()).isNull());
    }

    @Test
    void hasNoJobWhereTheIdIsMalformed() {
        assertThat(ImageState.of(Fields.hash("five", Stage.DECODING)))
                .hasValueSatisfying(state -> assertThat(state.job()).isNull());
    }

    @Test
    void readsNothingFromAHashWithoutAKnownStage() {
        assertThat(ImageState.of(Map.of())).isEmpty();
        assertThat(ImageState.of(Map.of("stage", "DONE"))).isEmpty();
        assertThat(ImageState.of(Map.of("stage", "sleeping", "job_id", "5-0"))).isEmpty();
    }

    @Test
    void makesAHashFromAResult() {
        assertThat(ImageState.ofResult(Fields.processed("a", "5-0"))).hasValueSatisfying(state -> {
            assertThat(state.job()).isEqualTo(new JobId(5, 0));
            assertThat(state.stage()).isEqualTo(Stage.DONE);
            assertThat(state.fields())
                    .containsExactly(
                            Map.entry("stage", "done"),
                            Map.entry("progress", "100"),
                            Map.entry("updated_at", "2026-02-24T10:00:00.000Z"),
                            Map.entry("job_id", "5-0"));
        });
    }

    @Test
    void makesAHashFromAFailure() {
        assertThat(ImageState.ofResult(Fields.failed("a", "5-0"))).hasValueSatisfying(state -> {
            assertThat(state.stage()).isEqualTo(Stage.FAILED);
            assertThat(state.fields())
                    .containsExactly(
                            Map.entry("stage", "failed"),
                            Map.entry("progress", "-1"),
                            Map.entry("updated_at", "2026-02-24T10:00:00.000Z"),
                            Map.entry("job_id", "5-0"),
                            Map.entry("error", "pixels are missing"),
                            Map.entry("error_code", "DECODE_FAILED"));
        });
    }

    @Test
    void readsNothingFromAResultWithoutAJob() {
        assertThat(ImageState.ofResult(Map.of("image_id", "a", "status", "processed")))
                .isEmpty();
    }

    @Test
    void tellsAnEndWithTheFieldsOfHashAndResultAndPrefersThoseOfTheHash() {
        // given
        ImageState state = Fields.state("5-0", Stage.DONE);

        // when
        LiveEvent event = state.asEnding(IMAGE, Map.of("file_size", "1234", "job_id", "4-0"));

        // then
        assertThat(event.kind()).isEqualTo(LiveEvent.Kind.IMAGE_PROCESSED);
        assertThat(event.data())
                .containsEntry("image_id", "a")
                .containsEntry("stage", "done")
                .containsEntry("file_size", "1234")
                .containsEntry("job_id", "5-0");
    }

    @Test
    void tellsAFailureAsSuch() {
        assertThat(Fields.state("5-0", Stage.FAILED).asEnding(IMAGE, Map.of()).kind())
                .isEqualTo(LiveEvent.Kind.IMAGE_FAILED);
    }
}
