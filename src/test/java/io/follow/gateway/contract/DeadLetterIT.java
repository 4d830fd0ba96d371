package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 4: what an operator finds of a job that could not be finished. */
@ExtendWith(SharedGatewayExtension.class)
class DeadLetterIT {

    private final GatewayFixture fixture;
    private final JobClient jobClient;

    DeadLetterIT(GatewayFixture fixture) {
        this.fixture = fixture;
        this.jobClient = fixture.jobClient();
    }

    @Test
    void holdsEveryFieldOfTheJobAndWhatHappened() {
        // given
        Job job = Job.jpeg().with("note", "line one\nline two").with("empty", "");

        // when
        String jobId = jobClient.add(job);
        jobClient.awaitEnd(jobId);

        // then
        List<Map<String, String>> letters = jobClient.deadLettersOf(jobId);
        assertThat(letters).hasSize(1);
        Map<String, String> letter = letters.get(0);
        assertThat(letter)
                .containsAllEntriesOf(job.fields())
                .containsEntry("dlq_reason", "SOURCE_NOT_FOUND")
                .containsEntry("dlq_error", "no object at the source key " + job.sourceKey())
                .containsEntry("dlq_delivery_count", "1")
                .containsEntry("dlq_stream", JobClient.PROCESS)
                .containsEntry("dlq_entry_id", jobId)
                .hasSize(job.fields().size() + 7);
        assertThat(letter.get("dlq_consumer")).isNotBlank();
        assertThat(Instant.parse(letter.get("dlq_at")))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }

    @Test
    void keepsBytesThatAreNotUtf8AsTheyAre() {
        // given
        byte[] notUtf8 = HexFormat.of().parseHex("00fffec328a0a1");
        Job job = Job.jpeg().without("storage_key");
        try (StatefulRedisConnection<byte[], byte[]> connection =
                jobClient.client().connect(ByteArrayCodec.INSTANCE)) {
            RedisCommands<byte[], byte[]> raw = connection.sync();
            Map<byte[], byte[]> fields = new TreeMap<>(java.util.Arrays::compare);
            job.fields().forEach((name, value) -> fields.put(name.getBytes(UTF_8), value.getBytes(UTF_8)));
            fields.put("raw".getBytes(UTF_8), notUtf8);

            // when
            String jobId = raw.xadd(JobClient.PROCESS.getBytes(UTF_8), fields);
            eventually(() -> jobClient.hasEnded(jobId));

            // then
            List<StreamMessage<byte[], byte[]>> letters =
                    raw.xrange(JobClient.DEAD_LETTERS.getBytes(UTF_8), Range.unbounded());
            Map<byte[], byte[]> last = letters.get(letters.size() - 1).getBody();
            assertThat(last.entrySet())
                    .filteredOn(field -> new String(field.getKey(), UTF_8).equals("raw"))
                    .singleElement()
                    .satisfies(field -> assertThat(field.getValue()).isEqualTo(notUtf8));
        }
    }

    @Test
    void takesTheDlqFieldsOfTheGatewayAndNotThoseOfTheProducer() {
        // given
        Job job = Job.jpeg().without("storage_key").with("dlq_reason", "mine").with("dlq_entry_id", "1-1");

        // when
        String jobId = jobClient.add(job);
        jobClient.awaitEnd(jobId);

        // then
        assertThat(jobClient.deadLettersOf(jobId)).singleElement().satisfies(letter -> assertThat(letter)
                .containsEntry("dlq_reason", "INVALID_JOB"));
    }

    @Test
    void isWrittenTogetherWithTheFailedResult() {
        Map<String, String> result = jobClient.resultOf(jobClient.add(Job.jpeg().without("storage_key")));
        assertThat(result).containsEntry("error_code", "INVALID_JOB").containsEntry("status", "failed");
        assertThat(fixture.jobClient().deadLettersOf(String.valueOf(result.get("job_id"))))
                .hasSize(1);
    }
}
