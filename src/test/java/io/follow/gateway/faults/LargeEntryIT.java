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
@ExtendWith(SceneExtension.class)
class LargeEntryIT {

    private static final int MEGABYTE = 1_000_000;

    private final Scene scene;

    LargeEntryIT(Scene scene) {
        this.scene = scene;
    }

    private static Job withBallast(int bytes) {
        return Images.plain().with("ballast", "x".repeat(bytes));
    }

    private long repliedBytes() {
        return scene.workers().stream()
                .mapToLong(worker -> worker.proxy().repliedBytes())
                .sum();
    }

    @Test
    @Tag("soak")
    void anEntryThatIsTooLargeForTheLinkIsSentAsOftenAsItMayBeDeliveredAndItsNeighboursGoOn() {
        // given
        long before = repliedBytes();
        scene.fault().workers().forEach(worker -> worker.proxy().limit(MEGABYTE / 2));

        // when
        Sent large = scene.send(withBallast(8 * MEGABYTE));
        List<Sent> neighbours = scene.send(45);

        // then
        neighbours.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        assertThat(scene.resultOf(large)).containsEntry("error_code", "MAX_DELIVERIES_EXCEEDED");
        assertThat(scene.wire().deadLettersOf(large.jobId())).singleElement().satisfies(letter -> assertThat(letter)
                .containsEntry("dlq_truncated", "true")
                .containsEntry("image_id", large.imageId()));
        assertThat(repliedBytes() - before).isLessThan((Scene.MAX_DELIVERIES + 1L) * 8 * MEGABYTE);
        assertThat(scene.runsOf(large)).isEmpty();
    }

    @Test
    void aLargeEntryThatArrivesIsWorkedOnLikeAnyOther() {
        // given // when
        Sent large = scene.fault().send(withBallast(8 * MEGABYTE));

        // then
        assertThat(scene.resultOf(large)).containsEntry("status", "processed");
    }

    @Test
    void anEntryOfTenThousandFieldsIsWorkedOnAndCanBecomeADeadLetter() {
        // given
        Job job = withManyFields(Images.plain());
        Job malformed = withManyFields(Images.plain()).with("max_file_size", "no number");

        // when
        Sent good = scene.fault().send(job);
        Sent bad = scene.send(malformed);

        // then
        assertThat(scene.resultOf(good)).containsEntry("status", "processed");
        assertThat(scene.resultOf(bad)).containsEntry("error_code", "INVALID_JOB");
    }

    private static Job withManyFields(Job job) {
        Map<String, String> fields = new LinkedHashMap<>(job.fields());
        for (int i = 0; i < 10_000; i++) {
            fields.put("field-" + i, "value");
        }
        return new Job(fields);
    }
}
