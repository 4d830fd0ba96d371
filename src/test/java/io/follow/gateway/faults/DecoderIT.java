package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.Wire;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decoders that never return or use up the heap. */
class DecoderIT {

    private static final int REPETITIONS = 5;
    private static final int HEAP_MEGABYTES = 160;

    /** A busy machine needs its time to fill a heap; with more than one try the tries would share it. */
    private static final int TIME_LIMIT_MILLIS = 10_000;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void aDecoderThatHangsOrRunsOutOfMemoryCostsOnlyItsJob() {
        try (ValkeyServer server = ValkeyServer.start();
                Wire wire = new Wire(server.uri());
                Ground ground = Ground.create();
                Worker worker = ground.worker(
                        server.port(),
                        Map.of(
                                "FAULTS_ENGINE",
                                "true",
                                "IMG_GW_PROCESS_TIMEOUT_MS",
                                Integer.toString(TIME_LIMIT_MILLIS),
                                "IMG_GW_UPLOAD_RETRY_COUNT",
                                "0",
                                "REDIS_URL",
                                server.uri().toString()),
                        "-Xmx" + HEAP_MEGABYTES + "m")) {
            // given
            worker.process().awaitReady();
            String hanging = wire.add(job(ground, FaultyEngine.HANGS));

            // when // then
            assertThat(wire.resultOf(hanging)).containsEntry("error_code", "PROCESS_TIMEOUT");
            for (int i = 0; i < REPETITIONS; i++) {
                String exhausting = wire.add(job(ground, FaultyEngine.EXHAUSTS_THE_HEAP));
                assertThat(wire.resultOf(exhausting)).containsEntry("error_code", "PROCESS_FAILED");
                String sound = wire.add(job(ground, 64));
                assertThat(wire.resultOf(sound)).containsEntry("status", "processed");
            }
            assertThat(worker.isAlive()).isTrue();

            // when: as many hang as there are workers, none could be trusted to come back
            wire.add(job(ground, FaultyEngine.HANGS));

            // then
            assertThat(worker.process().exitCode()).isEqualTo(70);
            assertThat(wire.bodies(Wire.PROCESS)).isEmpty();
        }
    }

    private static Job job(Ground ground, int width) {
        Job job = Images.plain();
        ground.putSource(job, TestImages.jpeg(TestImages.quadrants(width, 48, BufferedImage.TYPE_INT_RGB)));
        return job;
    }
}
