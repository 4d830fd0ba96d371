package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 2: the status hash and its events. */
@ExtendWith(SharedGatewayExtension.class)
class StatusIT {

    private static final byte[] PHOTO = jpeg(quadrants(1200, 900, BufferedImage.TYPE_INT_RGB));
    private static final byte[] NO_PHOTO = new byte[0];
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Both in one step, so that nothing can happen in between: the stage, and whether the result is there. */
    private static final String STAGE_AND_RESULT =
            """
            local stage = redis.call('HGET', KEYS[1], 'stage') or 'none'
            for _, entry in ipairs(redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 20)) do
              for i = 1, #entry[2], 2 do
                if entry[2][i] == 'image_id' and entry[2][i + 1] == ARGV[1] then return stage .. ' result' end
              end
            end
            return stage .. ' nothing'
            """;

    private final GatewayFixture fixture;
    private final JobClient jobClient;
    private final Job job = Job.jpeg();

    StatusIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.jobClient = fixture.jobClient();
    }

    @Test
    void publishesEveryStageInOrderAsJson() throws JsonProcessingException {
        // given
        List<String> events = new CopyOnWriteArrayList<>();
        try (StatefulRedisPubSubConnection<String, String> subscription = subscribe(events)) {
            fixture.putSource(job, PHOTO);

            // when
            String jobId = jobClient.add(job);
            eventually(() -> events.stream().anyMatch(event -> event.contains("\"done\"")));

            // then
            List<Map<String, String>> states =
                    events.stream().map(StatusIT::read).toList();
            assertThat(states)
                    .extracting(state -> state.get("stage") + " " + state.get("progress"))
                    .containsExactly(
                            "validating 10", "decoding 30", "processing 55", "encoding 75", "uploading 90", "done 100");
            assertThat(states).allSatisfy(state -> assertThat(state)
                    .containsEntry("image_id", job.imageId())
                    .containsEntry("job_id", jobId)
                    .containsOnlyKeys("image_id", "stage", "progress", "updated_at", "job_id"));
            assertThat(JSON.readTree(events.get(0)).get("updated_at").asText()).endsWith("Z");
            assertThat(subscription.isOpen()).isTrue();
        }
    }

    @Test
    void publishesWhyAJobFailed() {
        // given
        List<String> events = new CopyOnWriteArrayList<>();
        try (StatefulRedisPubSubConnection<String, String> subscription = subscribe(events)) {
            // when
            fixture.process(job, NO_PHOTO);
            eventually(() -> events.stream().anyMatch(event -> event.contains("\"failed\"")));

            // then
            assertThat(read(events.get(events.size() - 1)))
                    .containsEntry("image_id", job.imageId())
                    .containsEntry("progress", "-1")
                    .containsEntry("error_code", "FILE_TOO_SMALL")
                    .containsKey("error");
            assertThat(subscription.isOpen()).isTrue();
        }
    }

    private StatefulRedisPubSubConnection<String, String> subscribe(List<String> events) {
        StatefulRedisPubSubConnection<String, String> subscription =
                jobClient.client().connectPubSub();
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                events.add(message);
            }
        });
        subscription.sync().subscribe(JobClient.EVENTS);
        return subscription;
    }

    @Test
    void neverShowsDoneBeforeTheResult() {
        assertThat(stagesUntilTheEnd(PHOTO)).contains("done result").doesNotContain("done nothing");
    }

    @Test
    void neverShowsFailedBeforeTheResult() {
        assertThat(stagesUntilTheEnd(NO_PHOTO)).contains("failed result").doesNotContain("failed nothing");
    }

    private List<String> stagesUntilTheEnd(byte[] source) {
        fixture.putSource(job, source);
        jobClient.add(job);
        List<String> seen = new CopyOnWriteArrayList<>();
        eventually(() -> {
            String now = stageAndResult();
            for (int i = 0; i < 100_000 && !isEnd(now); i++) {
                seen.add(now);
                now = stageAndResult();
            }
            seen.add(now);
            return isEnd(now);
        });
        return seen;
    }

    private String stageAndResult() {
        return jobClient
                .commands()
                .eval(
                        STAGE_AND_RESULT,
                        ScriptOutputType.VALUE,
                        new String[] {JobClient.statusKey(job), JobClient.RESULT},
                        job.imageId());
    }

    private static boolean isEnd(String seen) {
        return seen.startsWith("done") || seen.startsWith("failed");
    }

    @Test
    void replacesWhatTheProducerWrote() {
        // given
        jobClient
                .commands()
                .hset(
                        JobClient.statusKey(job),
                        Map.of("stage", "queued", "progress", "0", "error", "old", "error_code", "OLD"));

        // when
        fixture.process(job, PHOTO);

        // then
        assertThat(jobClient.statusOf(job))
                .containsEntry("stage", "done")
                .containsOnlyKeys("stage", "progress", "updated_at", "job_id");
    }

    @Test
    void showsTheNewJobOfAnImageThatFailedBefore() {
        // given
        fixture.process(job, NO_PHOTO);
        assertThat(jobClient.statusOf(job)).containsEntry("stage", "failed");

        // when
        fixture.process(job, PHOTO);

        // then
        assertThat(jobClient.statusOf(job)).containsEntry("stage", "done").doesNotContainKeys("error", "error_code");
    }

    @Test
    void keepsTheStateOfANewerJobWhenAnOlderOneEnds() {
        // given
        fixture.putSource(job, PHOTO);
        String older = jobClient.add(job.with("source_key", "raw/never-arrives.jpg"));

        // when
        String newer = jobClient.add(job);
        Map<String, String> newerResult = jobClient.resultOf(newer);
        Map<String, String> olderResult = jobClient.resultOf(older);

        // then
        assertThat(newerResult).containsEntry("status", "processed");
        assertThat(olderResult).containsEntry("status", "failed");
        assertThat(jobClient.statusOf(job))
                .containsEntry("stage", "done")
                .containsEntry("job_id", newer)
                .doesNotContainKeys("error", "error_code");
    }

    @Test
    void keepsTheStateOfAJobWhoseNumberIsNewerByValueAndNotByText() {
        // given
        String muchNewer = "99999999999999-0";
        jobClient
                .commands()
                .hset(JobClient.statusKey(job), Map.of("stage", "decoding", "progress", "30", "job_id", muchNewer));

        // when
        fixture.process(job, PHOTO);

        // then
        assertThat(jobClient.statusOf(job)).containsEntry("stage", "decoding").containsEntry("job_id", muchNewer);
    }

    @Test
    void replacesAKeyOfAnotherType() {
        // given
        jobClient.commands().set(JobClient.statusKey(job), "not a hash");

        // when
        Map<String, String> result = fixture.process(job, PHOTO);

        // then
        assertThat(result).containsEntry("status", "processed");
        assertThat(jobClient.statusOf(job)).containsEntry("stage", "done");
    }

    private static Map<String, String> read(String event) {
        try {
            return JSON.readValue(event, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + event, e);
        }
    }
}
