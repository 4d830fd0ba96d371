package io.follow.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StatusHashTest {

    private static final ImageId IMAGE = new ImageId("42");

    private final StatusHash hashes = new StatusHash(
            "image:status:",
            "image:events",
            Duration.ofHours(1),
            Clock.fixed(Instant.parse("2026-02-24T10:00:00.000Z"), ZoneOffset.UTC),
            new ObjectMapper());

    @Test
    void saysStageProgressTimeAndJob() {
        HashWrite state = hashes.at(IMAGE, "7-0", Stage.DECODING);

        assertThat(state.key()).isEqualTo("image:status:42");
        assertThat(state.timeToLive()).isEqualTo(Duration.ofHours(1));
        assertThat(state.entryIdField()).isEqualTo("job_id");
        assertThat(state.fields())
                .containsExactly(
                        entry("stage", "decoding"),
                        entry("progress", "30"),
                        entry("updated_at", "2026-02-24T10:00:00.000Z"),
                        entry("job_id", "7-0"));
    }

    @Test
    void publishesTheSameWithTheImageIdAsJson() {
        HashWrite state = hashes.at(IMAGE, "7-0", Stage.DONE);

        assertThat(state.channel()).isEqualTo("image:events");
        assertThat(state.message())
                .isEqualTo("{\"image_id\":\"42\",\"stage\":\"done\",\"progress\":\"100\","
                        + "\"updated_at\":\"2026-02-24T10:00:00.000Z\",\"job_id\":\"7-0\"}");
    }

    @Test
    void addsTheErrorOfAJobThatFailedInOneLine() {
        HashWrite state =
                hashes.failed(IMAGE, "7-0", new JobException(ErrorCode.DECODE_FAILED, "the file\nis \"truncated\""));

        assertThat(state.fields())
                .containsEntry("stage", "failed")
                .containsEntry("progress", "-1")
                .containsEntry("error", "the file is \"truncated\"")
                .containsEntry("error_code", "DECODE_FAILED");
        assertThat(state.message()).contains("\"error\":\"the file is \\\"truncated\\\"\"");
    }

    @Test
    void saysTheCodeWhereAnErrorHasNoWords() {
        HashWrite state = hashes.failed(IMAGE, "7-0", new JobException(ErrorCode.PROCESS_FAILED, "\n"));

        assertThat(state.fields()).containsEntry("error", "PROCESS_FAILED");
    }
}
