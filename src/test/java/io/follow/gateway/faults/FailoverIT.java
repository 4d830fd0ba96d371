package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.InProcessGateway;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.ClusterPair;
import io.follow.gateway.testing.SentinelGroup;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Another server becomes the primary while uploads and jobs come in. */
@ExtendWith(OutputCaptureExtension.class)
class FailoverIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What Sentinel itself takes, at least, before it closes the connections to a former primary: ten seconds. */
    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(5);

    private final TokenSigner signer = TokenSigner.create();

    @TempDir
    private Path folder;

    private InProcessGateway start(ValkeyServer server, String... settings) {
        return InProcessGateway.start(
                server.uri(),
                folder,
                Stream.concat(
                                Stream.of(
                                        "FOLLOW_API_ED25519_PUBLIC_KEY=" + signer.publicKey(),
                                        "gateway.upload.keep-after-end=60s"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    private InProcessGateway start(SentinelGroup sentinels, String password) {
        List<String> settings = new ArrayList<>(
                List.of("REDIS_SENTINEL_NODES=" + sentinels.nodes(), "REDIS_SENTINEL_MASTER=" + SentinelGroup.NAME));
        if (password != null) {
            settings.add("REDIS_SENTINEL_PASSWORD=" + password);
        }
        return start(sentinels.primary(), settings.toArray(String[]::new));
    }

    private InProcessGateway startReady(SentinelGroup sentinels, String password) {
        return ready(start(sentinels, password));
    }

    private InProcessGateway startReady(ClusterPair cluster) {
        return ready(start(
                cluster.primary(),
                "REDIS_CLUSTER_NODES=" + cluster.nodes(),
                "gateway.keys.process={image}:process",
                "gateway.keys.result={image}:result",
                "gateway.keys.dead-letter={image}:process:dlq",
                "gateway.keys.status={image}:status:",
                "gateway.keys.upload={image}:upload:"));
    }

    private static InProcessGateway ready(InProcessGateway gateway) {
        await("ready").atMost(LIMIT).until(gateway::isReady);
        return gateway;
    }

    @Test
    void nothingThatWasAcceptedIsLostByAPlannedFailover(CapturedOutput log) throws Exception {
        survives(SentinelGroup::beginFailover, "sentinel-secret", log);
    }

    @Test
    @Tag("soak")
    void nothingThatWasAcceptedIsLostWithAKilledPrimary(CapturedOutput log) throws Exception {
        survives(sentinels -> sentinels.primary().kill(), null, log);
    }

    private void survives(Consumer<SentinelGroup> fault, String password, CapturedOutput log) throws Exception {
        try (SentinelGroup sentinels = SentinelGroup.start(password);
                InProcessGateway gateway = startReady(sentinels, password);
                UploadClient uploads = UploadClient.start(gateway, signer)) {
            // given
            ValkeyServer former = sentinels.primary();
            await("some uploads are accepted")
                    .atMost(LIMIT)
                    .until(() -> uploads.accepted().size() >= 5);

            // when
            fault.accept(sentinels);
            sentinels.awaitOtherThan(former);

            // then it is followed, by uploads as well as by workers
            await("followed")
                    .atMost(FOLLOWED_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> log.toString()
                            .contains("is now 127.0.0.1:" + sentinels.primary().port() + ";"));
            int before = uploads.accepted().size();
            await("uploads are accepted again")
                    .atMost(LIMIT)
                    .until(() -> uploads.accepted().size() >= before + 20);
            List<String> accepted = uploads.stop();

            // and
            try (JobClient jobClient = new JobClient(sentinels.primary().uri())) {
                assertEachHasOneResult(accepted, jobClient, "image");
            }
        }
    }

    @Test
    void nothingThatWasAcceptedIsLostWhenAReplicaOfAClusterTakesOver() throws Exception {
        try (ClusterPair cluster = ClusterPair.start();
                InProcessGateway gateway = startReady(cluster);
                UploadClient uploads = UploadClient.start(gateway, signer)) {
            // given uploads that the replica does not know
            cluster.cutReplication();
            int known = uploads.accepted().size();
            await("some uploads are accepted")
                    .atMost(LIMIT)
                    .until(() -> uploads.accepted().size() >= known + 10);

            // when
            cluster.primary().kill();
            cluster.takeOver();

            // then
            int before = uploads.accepted().size();
            await("uploads are accepted again")
                    .atMost(LIMIT)
                    .until(() -> uploads.accepted().size() >= before + 20);
            List<String> accepted = uploads.stop();

            // and
            try (JobClient jobClient = new JobClient(cluster.replica().uri())) {
                assertEachHasOneResult(accepted, jobClient, "{image}");
                assertThat(jobClient.bodies("{image}:result"))
                        .as("jobs that were added again")
                        .filteredOn(result -> result.containsKey("first_job_id"))
                        .hasSizeGreaterThanOrEqualTo(10);
            }
        }
    }

    /** Every accepted upload has a result, and no first job has two. */
    private static void assertEachHasOneResult(List<String> accepted, JobClient jobClient, String pipeline) {
        String results = pipeline + ":result";
        await("all are processed").atMost(LIMIT).untilAsserted(() -> assertThat(imagesOf(jobClient, results))
                .containsAll(accepted));
        await("nothing is left").atMost(LIMIT).until(() -> jobClient.commands().xlen(pipeline + ":process") == 0);
        assertThat(jobClient.bodies(results))
                .allSatisfy(result -> assertThat(result).containsEntry("status", "processed"));
        Map<String, List<Map<String, String>>> byFirstJob = jobClient.bodies(results).stream()
                .collect(Collectors.groupingBy(
                        result -> Objects.requireNonNull(result.getOrDefault("first_job_id", result.get("job_id")))));
        assertThat(byFirstJob.values()).allSatisfy(each -> assertThat(each).hasSize(1));
        accepted.forEach(image -> assertThat(jobClient.commands().hget(pipeline + ":status:" + image, "stage"))
                .as("status of %s", image)
                .isEqualTo("done"));
    }

    private static List<String> imagesOf(JobClient jobClient, String results) {
        return jobClient.bodies(results).stream()
                .map(result -> result.get("image_id"))
                .toList();
    }

    @Test
    void saysInOneLineThatThePasswordOfTheSentinelsIsWrong(CapturedOutput log) {
        try (SentinelGroup sentinels = SentinelGroup.start("right-secret");
                InProcessGateway gateway = start(sentinels, "wrong-secret")) {
            await("it says so")
                    .atMost(LIMIT)
                    .until(() -> log.toString().contains("REDIS_SENTINEL_PASSWORD")
                            && gateway.get("/health").statusCode() == 200);
            assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(log.toString()
                            .lines()
                            .filter(line -> line.contains("WRONGPASS"))
                            .filter(line -> line.contains("Sentinel 127")))
                    .as("one line for each Sentinel")
                    .hasSizeBetween(1, 4);
            assertThat(log).doesNotContain("-secret", "\tat ");
        }
    }

    @Test
    @Tag("soak")
    void uploadsAreRefusedAndJobsWaitWhileTooFewReplicasAreThere() throws Exception {
        try (SentinelGroup sentinels =
                        SentinelGroup.start(null, "--min-replicas-to-write", "1", "--min-replicas-max-lag", "1");
                InProcessGateway gateway = startReady(sentinels, null);
                UploadClient uploads = UploadClient.start(gateway, signer)) {
            // given
            ValkeyServer replica = other(sentinels);
            await("some uploads are accepted")
                    .atMost(LIMIT)
                    .until(() -> uploads.accepted().size() >= 3);

            // when
            replica.pause();

            // then
            await("an upload is refused").atMost(LIMIT).until(() -> uploads.refused()
                    .contains(503));

            // when
            replica.resume();

            // then
            int before = uploads.accepted().size();
            await("uploads are accepted again")
                    .atMost(LIMIT)
                    .until(() -> uploads.accepted().size() >= before + 5);
            List<String> accepted = uploads.stop();
            try (JobClient jobClient = new JobClient(sentinels.primary().uri())) {
                await("all are processed").atMost(LIMIT).untilAsserted(() -> assertThat(
                                imagesOf(jobClient, JobClient.RESULT))
                        .containsAll(accepted)
                        .doesNotHaveDuplicates());
            }
        }
    }

    private static ValkeyServer other(SentinelGroup sentinels) {
        int primary = sentinels.primary().port();
        return sentinels.servers().stream()
                .filter(server -> server.port() != primary)
                .findFirst()
                .orElseThrow();
    }
}
