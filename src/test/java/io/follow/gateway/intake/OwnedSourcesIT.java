package io.follow.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.FileStore;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ValkeyExtension.class)
class OwnedSourcesIT {

    private static final String JOBS = "image:process";
    private static final SourceFolder FOLDER = new SourceFolder("gateway-received");
    private static final StorageKey SOURCE = FOLDER.keyOf(JOBS, new ImageId("a"), "r1", "jpg");

    @TempDir
    private Path root;

    private FileStore store;
    private RedisClient client;
    private RedisCommands<String, String> server;
    private ValkeyConnections connections;
    private OwnedSources sources;

    @BeforeEach
    void aJobWhoseSourceIsTheGatewaysOwn(ValkeyServer valkey) throws Exception {
        store = FileStore.open(root);
        store.write(SOURCE, new byte[1], "image/jpeg");
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        server.hset(OwnedSources.notesOf(JOBS), "7-0", SOURCE.value());
        connections = new ValkeyConnections(client);
        sources = new OwnedSources(connections, FOLDER);
    }

    @AfterEach
    void close() {
        connections.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private boolean isThere() {
        return Files.exists(root.resolve(SOURCE.value()));
    }

    @Test
    void areRemovedWithTheNoteAboutTheirJob() throws Exception {
        assertThat(sources.remove(JOBS, "7-0", SOURCE.value(), store)).isTrue();
        assertThat(isThere()).isFalse();
        assertThat(server.exists(OwnedSources.notesOf(JOBS))).isZero();
    }

    @Test
    void areNotRemovedForAnotherJobThatNamesThem() throws Exception {
        // given
        server.hset(
                OwnedSources.notesOf(JOBS),
                "8-0",
                FOLDER.keyOf(JOBS, new ImageId("b"), "r2", "jpg").value());

        // when // then
        assertThat(sources.remove(JOBS, "8-0", SOURCE.value(), store)).isFalse();
        assertThat(sources.remove(JOBS, "9-0", SOURCE.value(), store)).isFalse();
        assertThat(isThere()).isTrue();
    }

    @Test
    void areInAFolderOfTheirStream() {
        assertThat(SOURCE.value()).matches("gateway-received/image-process-[0-9a-f]{8}/a-r1\\.jpg");
        assertThat(FOLDER.of("image-process")).isNotEqualTo(FOLDER.of("image:process"));
    }
}
