package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.FailureCode;
import java.util.Map;

/** Asserts what the contract says about a failed job. */
final class FailureAssertions {

    private FailureAssertions() {}

    /** Asserts the result, the status hash and that there is no dead letter; returns the error message. */
    static String assertFailed(GatewayFixture fixture, Job job, String jobId, FailureCode code) {
        String message = assertResultAndStatus(fixture, job, jobId, code);
        assertThat(fixture.jobClient().deadLettersOf(jobId)).isEmpty();
        return message;
    }

    /** The same for a job with a dead letter. */
    static String assertFailedAndKept(GatewayFixture fixture, Job job, String jobId, FailureCode code) {
        String message = assertResultAndStatus(fixture, job, jobId, code);
        assertThat(fixture.jobClient().deadLettersOf(jobId)).singleElement().satisfies(letter -> assertThat(letter)
                .containsAllEntriesOf(job.fields())
                .containsEntry("dlq_reason", code.name())
                .containsEntry("dlq_error", message));
        return message;
    }

    private static String assertResultAndStatus(GatewayFixture fixture, Job job, String jobId, FailureCode code) {
        Map<String, String> result = fixture.jobClient().resultOf(jobId);
        assertThat(result)
                .containsEntry("image_id", job.imageId())
                .containsEntry("status", "failed")
                .containsEntry("error_code", code.name())
                .containsEntry("job_id", jobId)
                .containsOnlyKeys("image_id", "status", "error_code", "error_message", "failed_at", "job_id");
        assertThat(result.get("failed_at")).endsWith("Z");
        String message = String.valueOf(result.get("error_message"));
        assertOneLineWithoutSecrets(fixture, message);
        assertThat(fixture.jobClient().statusOf(job))
                .containsEntry("stage", "failed")
                .containsEntry("progress", "-1")
                .containsEntry("job_id", jobId)
                .containsEntry("error_code", code.name())
                .containsEntry("error", message)
                .containsOnlyKeys("stage", "progress", "updated_at", "job_id", "error", "error_code");
        return message;
    }

    private static void assertOneLineWithoutSecrets(GatewayFixture fixture, String message) {
        assertThat(message)
                .isNotBlank()
                .doesNotContain("\n", "\r", "\tat ", "Exception", "io.follow", "java.")
                .doesNotContain(fixture.folder().toString());
    }
}
