package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entries so large that they hardly arrive. */
@ExtendWith(FaultEnvironmentExtension.class)
class LargeEntryIT {

    private static final int MEGABYTE = 1_000_000;

    private final FaultEnvironment environment;

    LargeEntryIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    private static Job withBallast(int bytes) {
        return FaultyJobs.plain().with("ballast", "x".repeat(bytes));
    }

    private long repliedBytes() {
        return environment.workers().stream()
                .mapToLong(worker -> worker.proxy().repliedBytes())
                .sum();
    }

    @Test
    @Tag("soak")
    void anEntryThatIsTooLargeForTheLinkIsSentAsOftenAsItMayBeDeliveredAndItsNeighboursGoOn() {
        // given
        long before = repliedBytes();
        environment.countFault().workers().forEach(worker -> worker.proxy().limit(MEGABYTE / 2));

        // when
        SubmittedJob large = environment.send(withBallast(8 * MEGABYTE));
        List<SubmittedJob> neighbours = environment.send(45);

        // then
        neighbours.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        assertThat(environment.resultOf(large)).containsEntry("error_code", "MAX_DELIVERIES_EXCEEDED");
        assertThat(environment.jobClient().deadLettersOf(large.jobId()))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .containsEntry("dlq_truncated", "true")
                        .containsEntry("image_id", large.imageId()));
        assertThat(repliedBytes() - before).isLessThan((FaultEnvironment.MAX_DELIVERIES + 1L) * 8 * MEGABYTE);
        assertThat(environment.runsOf(large)).isEmpty();
    }

    @Test
    void aLargeEntryThatArrivesIsWorkedOnLikeAnyOther() {
        // given // when
        SubmittedJob large = environment.countFault().send(withBallast(8 * MEGABYTE));

        // then
        assertThat(environment.resultOf(large)).containsEntry("status", "processed");
    }

    @Test
    void anEntryOfTenThousandFieldsIsWorkedOnAndCanBecomeADeadLetter() {
        // given
        Job job = withManyFields(FaultyJobs.plain());
        Job malformed = withManyFields(FaultyJobs.plain()).with("max_file_size", "no number");

        // when
        SubmittedJob good = environment.countFault().send(job);
        SubmittedJob bad = environment.send(malformed);

        // then
        assertThat(environment.resultOf(good)).containsEntry("status", "processed");
        assertThat(environment.resultOf(bad)).containsEntry("error_code", "INVALID_JOB");
    }

    private static Job withManyFields(Job job) {
        Map<String, String> fields = new LinkedHashMap<>(job.fields());
        for (int i = 0; i < 10_000; i++) {
            fields.put("field-" + i, "value");
        }
        return new Job(fields);
    }
}
