package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.storage.s3.Bucket;
import io.follow.gateway.testing.HttpAnswer;
import io.follow.gateway.testing.S3Server;
import io.follow.gateway.testing.TcpProxy;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Two hundred jobs, and a target bucket whose server is in trouble. Raw images are in a folder. */
class ObjectStoreOutageIT {

    private static final int JOBS = 200;

    /** Room for a machine that is busy with other things. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final byte[] PHOTO = jpeg(quadrants(32, 24, BufferedImage.TYPE_INT_RGB));

    private static S3Server server;
    private static Bucket bucket;
    private static TcpProxy proxy;
    private static Workplace workplace;

    private final Wire wire = workplace.wire();

    @BeforeAll
    static void start() {
        server = S3Server.start("web");
        bucket = Bucket.of(server, "web");
        proxy = TcpProxy.to(server.port());
        workplace = Workplace.start(
                "IMG_GW_S3_ENDPOINT=http://127.0.0.1:" + proxy.port(),
                "IMG_GW_S3_TIMEOUT=5s",
                "IMG_GW_TARGET_STORE=s3://web",
                "IMG_GW_WORKERS=2",
                "IMG_GW_UPLOAD_RETRY_BASE_MS=100");
        Workplace.put(workplace.incoming().resolve("photo.jpg"), PHOTO);
    }

    @AfterAll
    static void stop() {
        workplace.close();
        proxy.close();
        bucket.close();
        server.close();
    }

    @Test
    void errorsCostTheJobsInHandAndNotTheBacklog() {
        try (HttpAnswer trouble = HttpAnswer.of(500, "<Error><Code>InternalError</Code></Error>")) {
            costsTheJobsInHandAndNotTheBacklog(
                    () -> leadTo(trouble.port()),
                    "the store cannot be written: the server answered 500 InternalError",
                    () -> leadTo(server.port()));
        }
    }

    @Test
    void silenceCostsTheJobsInHandAndNotTheBacklog() {
        costsTheJobsInHandAndNotTheBacklog(
                proxy::stall, "the store cannot be written: the server did not answer in time", () -> {
                    // What was never answered must not arrive late.
                    proxy.cut();
                    proxy.pass();
                });
    }

    @Test
    void aServerThatIsKilledCostsTheJobsInHandAndNotTheBacklog() {
        costsTheJobsInHandAndNotTheBacklog(server::kill, "the store cannot be written: ", server::restart);
    }

    private static void leadTo(int port) {
        proxy.leadTo(port);
        proxy.cut();
    }

    private void costsTheJobsInHandAndNotTheBacklog(Runnable trouble, String message, Runnable end) {
        // given
        eventually(() -> workplace.gateway().isReady());
        int before = wire.bodies(Wire.DEAD_LETTERS).size();

        // when
        trouble.run();
        List<Job> jobs = IntStream.range(0, JOBS)
                .mapToObj(i -> Job.jpeg().with("source_key", "photo.jpg"))
                .toList();
        List<String> ids = jobs.stream().map(wire::add).toList();
        eventually(() -> !workplace.gateway().isReady());
        eventually(() -> wire.bodies(Wire.DEAD_LETTERS).size() > before && wire.pending() == 0);

        // then
        List<Map<String, String>> failed =
                ids.stream().flatMap(id -> wire.resultsOf(id).stream()).toList();
        assertThat(failed).hasSizeLessThan(JOBS / 4).allSatisfy(result -> {
            assertThat(result).containsEntry("error_code", "STORAGE_UPLOAD_FAILED");
            assertThat(result.get("error_message")).startsWith(message);
        });
        assertThat(wire.bodies(Wire.DEAD_LETTERS)).hasSize(before + failed.size());

        // when
        end.run();

        // then
        eventually(() -> wire.commands().xlen(Wire.PROCESS) == 0);
        assertThat(workplace.gateway().isReady()).isTrue();
        assertThat(wire.bodies(Wire.DEAD_LETTERS)).hasSize(before + failed.size());
        for (int i = 0; i < JOBS; i++) {
            boolean processed = "processed".equals(wire.resultOf(ids.get(i)).get("status"));
            assertThat(isStored(jobs.get(i))).as("job %s", i).isEqualTo(processed);
        }
    }

    private static boolean isStored(Job job) {
        try {
            return bucket.head(job.storageKey().replace(".jpg", ".webp")).contentLength() > 0;
        } catch (NoSuchKeyException none) {
            return false;
        }
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
