package io.follow.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.FileStore;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ValkeyExtension.class)
class SourceSweepIT {

    private static final SourceFolder FOLDER = new SourceFolder("gateway-received");

    private static final String JOBS = "image:process";
    private static final String LETTERS = "image:process:dlq";
    private static final String NOTES = "image:process:sources";

    @TempDir
    private Path root;

    private FileStore store;
    private RedisClient client;
    private RedisCommands<String, String> server;
    private ValkeyConnections connections;
    private SourceSweep sweep;

    @BeforeEach
    void open(ValkeyServer valkey) {
        store = FileStore.open(root);
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        connections = new ValkeyConnections(client);
        sweep = new SourceSweep(connections, FOLDER, Duration.ofHours(24), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        connections.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private StorageKey source(String stream, String image, Duration age) throws Exception {
        StorageKey key = FOLDER.keyOf(stream, new ImageId(image), "r1", "jpg");
        store.write(key, new byte[1], "image/jpeg");
        Files.setLastModifiedTime(
                root.resolve(key.value()), FileTime.from(Instant.now().minus(age)));
        return key;
    }

    private StorageKey old(String image) throws Exception {
        return source(JOBS, image, Duration.ofHours(25));
    }

    private boolean isThere(StorageKey key) {
        return Files.exists(root.resolve(key.value()));
    }

    private int sweep() throws JobException, InterruptedException {
        return sweep.sweep(store, JOBS, LETTERS);
    }

    @Test
    void removesWhatNoJobKnows() throws Exception {
        // given
        StorageKey orphan = old("orphan");

        // when // then
        assertThat(sweep()).isEqualTo(1);
        assertThat(isThere(orphan)).isFalse();
    }

    @Test
    void leavesWhatMayStillBecomeAJob() throws Exception {
        // given
        StorageKey live = source(JOBS, "live", Duration.ofHours(23));

        // when // then
        assertThat(sweep()).isZero();
        assertThat(isThere(live)).isTrue();
    }

    @Test
    void leavesWhatMayStillBecomeAJobWhereItsOwnClockIsADayAhead() throws Exception {
        // given
        StorageKey live = source(JOBS, "live", Duration.ofMinutes(1));
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
        sweep = new SourceSweep(connections, FOLDER, Duration.ofHours(24), ahead);

        // when // then
        assertThat(sweep()).isZero();
        assertThat(isThere(live)).isTrue();
    }

    @Test
    void leavesWhatIsNotItsOwn() throws Exception {
        // given
        StorageKey ofAnotherStream = source("other:process", "a", Duration.ofHours(25));
        StorageKey namedByJobs = new StorageKey("photos/a.jpg");
        store.write(namedByJobs, new byte[1], "image/jpeg");
        Files.setLastModifiedTime(root.resolve(namedByJobs.value()), FileTime.fromMillis(0));

        // when // then
        assertThat(sweep()).isZero();
        assertThat(isThere(ofAnotherStream)).isTrue();
        assertThat(isThere(namedByJobs)).isTrue();
    }

    @Test
    void leavesTheSourcesOfJobsAndOfDeadLetters() throws Exception {
        // given
        StorageKey waiting = old("waiting");
        StorageKey dead = old("dead");
        server.hset(NOTES, server.xadd(JOBS, Map.of("image_id", "waiting")), waiting.value());
        server.hset(NOTES, "1-1", dead.value());
        server.xadd(LETTERS, Map.of("dlq_entry_id", "1-1"));

        // when // then
        assertThat(sweep()).isZero();
        assertThat(isThere(waiting)).isTrue();
        assertThat(isThere(dead)).isTrue();
        assertThat(server.hlen(NOTES)).isEqualTo(2);
    }

    @Test
    void forgetsAJobThatEndedWhileItsSourceStayed() throws Exception {
        // given: the worker died between the job's end and the removal
        StorageKey left = old("left");
        server.hset(NOTES, "1-1", left.value());

        // when // then
        assertThat(sweep()).isEqualTo(1);
        assertThat(isThere(left)).isFalse();
        assertThat(server.exists(NOTES)).isZero();
    }
}
