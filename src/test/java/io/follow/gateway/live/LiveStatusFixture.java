package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.Stage;
import java.time.Duration;
import java.util.Arrays;

/** A {@link LiveStatus} in front of a server in memory, with a time of the test's own, and one watcher. */
abstract class LiveStatusFixture {

    static final Duration LOOK = Duration.ofSeconds(1);
    static final Duration RESYNC = Duration.ofSeconds(30);
    static final Duration HEARTBEAT = Duration.ofMinutes(2);

    final FakeServer server = new FakeServer();
    final ManualTimer timer = new ManualTimer();
    final LiveStatus live = new LiveStatus(server, server, server, RESYNC, timer, timer::nanoTime);
    final RecordingClient client = new RecordingClient();

    LiveStatusFixture() {
        timer.every(LOOK, live::turn);
        timer.every(HEARTBEAT, live::heartbeat);
    }

    Subscription watch(String... images) throws InterruptedException {
        return watch(client, images);
    }

    Subscription watch(LiveClient watcher, String... images) throws InterruptedException {
        return live.watch(Arrays.stream(images).map(ImageId::new).toList(), watcher);
    }

    /** The event of a stage arrives. */
    void hears(String image, String jobId, Stage stage) {
        live.changed(Fields.event(image, Fields.hash(jobId, stage)));
    }
}
