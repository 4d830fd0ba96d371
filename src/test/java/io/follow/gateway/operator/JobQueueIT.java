package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobQueueIT {

    private ValkeyServer valkey;
    private RedisClient client;
    private JobQueue queue;

    @BeforeEach
    void connect() {
        valkey = ValkeyServer.start();
        client = RedisClient.create(valkey.uri().toString());
        queue = new JobQueue(new ValkeyConnections(client), "jobs", "workers", "letters");
    }

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        valkey.close();
    }

    @Test
    void isEmptyBeforeTheFirstJob() throws Exception {
        assertThat(queue.look()).isEqualTo(new QueueState(0, 0, 0, null, null, 0L));
    }

    @Test
    void tellsWhatWaitsWhatWasDeliveredAndHowOldTheOldestIs() throws Exception {
        // given: four jobs of 1970, of which the second was delivered, and a dead letter
        valkey.command("XGROUP", "CREATE", "jobs", "workers", "0", "MKSTREAM");
        for (int job = 1; job <= 4; job++) {
            valkey.command("XADD", "jobs", job + "-0", "image_id", "1");
        }
        valkey.command("XREADGROUP", "GROUP", "workers", "one", "COUNT", "2", "STREAMS", "jobs", ">");
        valkey.command("XACK", "jobs", "workers", "1-0");
        valkey.command("XADD", "letters", "*", "image_id", "0");

        // when
        QueueState state = queue.look();

        // then
        assertThat(state.jobs()).isEqualTo(4);
        assertThat(state.waiting()).isEqualTo(2);
        assertThat(state.inFlight()).isEqualTo(1);
        assertThat(state.oldestAgeMs()).isEqualTo(state.oldestInFlightAgeMs() + 1);
        assertThat(state.deadLetters()).isEqualTo(1);
    }

    @Test
    void knowsWhatWaitsWhereTheServerCannotTell() throws Exception {
        // given: the lag is unknown after a deletion within the stream
        valkey.command("XGROUP", "CREATE", "jobs", "workers", "0", "MKSTREAM");
        for (int job = 1; job <= 4; job++) {
            valkey.command("XADD", "jobs", job + "-0", "image_id", "1");
        }
        valkey.command("XREADGROUP", "GROUP", "workers", "one", "COUNT", "1", "STREAMS", "jobs", ">");
        valkey.command("XDEL", "jobs", "3-0");

        // when, then
        assertThat(queue.look().waiting()).isEqualTo(2);
    }

    @Test
    void leavesOutDeadLettersThatThisUserMayNotCount() throws Exception {
        // given: a key of another type answers with an error as a missing permission does
        valkey.command("SET", "letters", "text");

        // when, then
        assertThat(queue.look().deadLetters()).isNull();
    }
}
