package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Deliveries;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.status.StageReporter;
import io.follow.gateway.status.StatusHash;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SucceedTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-24T10:00:00Z"), ZoneOffset.UTC);

    private final RedisClient client = RedisClient.create();
    private final ValkeyConnections connections = new ValkeyConnections(client);

    @AfterEach
    void close() {
        client.shutdown();
    }

    @Test
    void fieldsBecomeAResultThatSaysToWhichJobItBelongs() throws JobException {
        // given
        Exchange exchange = carrying(Deliveries.of("7-0", Map.of("image_id", "a")));

        // when
        Settlement settlement = settlement(exchange, Map.of("colour", "red", "job_id", "forged"));

        // then
        assertThat(settlement.result())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "colour", "red",
                        "image_id", "a",
                        "status", "processed",
                        "processed_at", "2026-02-24T10:00:00.000Z",
                        "job_id", "7-0"));
        assertThat(settlement.also().hash()).extracting(HashWrite::key).isEqualTo("s:a");
    }

    @Test
    void aJobWithoutAUsableImageIdIsInvalid() {
        Exchange exchange = carrying(Deliveries.of("7-0", Map.of("image_id", "a b")));

        assertThatThrownBy(() -> settlement(exchange, Map.of()))
                .isInstanceOfSatisfying(JobException.class, failure -> assertThat(failure.getCode())
                        .isEqualTo(ErrorCode.INVALID_JOB));
    }

    private static Exchange carrying(Delivery delivery) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Delivery.PROPERTY, delivery);
        return exchange;
    }

    private Settlement settlement(Exchange exchange, Map<String, String> fields) throws JobException {
        PerPipeline<StatusHash> hashes = new PerPipeline<>(
                pipeline -> new StatusHash("s:", "events", Duration.ofHours(1), CLOCK, new ObjectMapper()));
        StageReporter stages = new StageReporter(
                hashes,
                new HashWriter(connections, any -> false),
                Duration.ofHours(1),
                new ScheduledThreadPoolExecutor(0));
        return new Succeed(hashes, stages, CLOCK).withFields(exchange, fields);
    }
}
