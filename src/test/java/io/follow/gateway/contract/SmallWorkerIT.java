package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A picture within the limits that needs more memory than one worker has, and that a larger one can do. */
class SmallWorkerIT {

    private static final String ADMIN = "operator";

    private final Path folder = GatewayFixture.newFolder();

    @AfterEach
    void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    @CoversErrorCodes(ErrorCode.WORKER_TOO_SMALL)
    void keepsAPictureThatIsTooLargeForItsMemoryUntilALargerWorkerIsThere() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                JobClient jobClient = new JobClient(server.uri())) {
            // given: 12 megapixels in several scans, at 9 bytes each
            Job job = Job.jpeg();
            GatewayFixture.put(
                    folder.resolve("data/incoming").resolve(job.sourceKey()),
                    jpeg(quadrants(4000, 3000, BufferedImage.TYPE_INT_RGB), true));

            // when
            String first;
            try (GatewayProcess small = start(server)) {
                first = jobClient.add(job);
                Map<String, String> failed = jobClient.resultOf(first);

                // then
                assertThat(failed)
                        .containsEntry("error_code", "WORKER_TOO_SMALL")
                        .containsEntry("status", "failed");
                assertThat(failed.get("error_message"))
                        .matches("decoding needs \\d{9} bytes and this worker has \\d{8} for pictures; .*-Xmx.*");
                assertThat(jobClient.statusOf(job)).containsEntry("error_code", "WORKER_TOO_SMALL");
                assertThat(jobClient.deadLettersOf(first)).singleElement().satisfies(letter -> assertThat(letter)
                        .containsAllEntriesOf(job.fields())
                        .containsEntry("dlq_reason", "WORKER_TOO_SMALL")
                        .containsEntry("dlq_delivery_count", "1"));
                assertThat(small.log().lines())
                        .filteredOn(line -> line.contains("ends such jobs with WORKER_TOO_SMALL"))
                        .singleElement()
                        .asString()
                        .contains("raise the heap to -Xmx", "or lower IMG_GW_MAX_PIXEL_COUNT from 100000000 to ");
            }

            // when
            try (InProcessGateway large =
                    InProcessGateway.start(server.uri(), folder.resolve("data"), "IMG_GW_ADMIN_TOKEN=" + ADMIN)) {
                String answer = large.send(HttpRequest.newBuilder(large.uri("/api/v1/operator/dead-letters/replay"))
                                .header("Authorization", "Bearer " + ADMIN)
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .body();

                // then
                assertThat(answer).contains("\"replayed\":1");
                eventually(() -> jobClient.bodies(JobClient.RESULT).size() == 2);
                assertThat(jobClient.bodies(JobClient.RESULT).get(1))
                        .containsEntry("status", "processed")
                        .containsEntry("processed_width", "1920");
            }
        }
    }

    private GatewayProcess start(ValkeyServer server) {
        return GatewayProcess.in(folder)
                .jvm("-Xmx128m")
                .env("REDIS_URL", "redis://127.0.0.1:" + server.port())
                .env("IMG_GW_ADMIN_TOKEN", ADMIN)
                .start()
                .awaitReady();
    }
}
