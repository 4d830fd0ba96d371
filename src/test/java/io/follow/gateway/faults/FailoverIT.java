package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.ClusterPair;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.SentinelGroup;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another server becomes the primary while uploads and jobs come in. */
class FailoverIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What Sentinel itself takes, at least, before it closes the connections to a former primary: ten seconds. */
    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(5);

    private final TokenSigner signer = TokenSigner.create();

    @TempDir
    private Path folder;

    private GatewayProcess.Builder gateway() {
        return GatewayProcess.in(folder)
                .env("FOLLOW_API_ED25519_PUBLIC_KEY", signer.publicKey())
                .env("GATEWAY_UPLOAD_KEEPAFTEREND", "60s");
    }

    private GatewayProcess.Builder gateway(SentinelGroup sentinels) {
        return gateway()
                .env("REDIS_SENTINEL_NODES", sentinels.nodes())
                .env("REDIS_SENTINEL_MASTER", SentinelGroup.NAME);
    }

    private GatewayProcess.Builder gateway(ClusterPair cluster) {
        return gateway()
                .env("REDIS_CLUSTER_NODES", cluster.nodes())
                .env("GATEWAY_KEYS_PROCESS", "{image}:process")
                .env("GATEWAY_KEYS_RESULT", "{image}:result")
                .env("GATEWAY_KEYS_DEADLETTER", "{image}:process:dlq")
                .env("GATEWAY_KEYS_STATUS", "{image}:status:")
                .env("GATEWAY_KEYS_UPLOAD", "{image}:upload:");
    }

    @Test
    void nothingThatWasAcceptedIsLostByAPlannedFailover() throws Exception {
        survives(SentinelGroup::beginFailover, "sentinel-secret");
    }

    @Test
    @Tag("soak")
    void nothingThatWasAcceptedIsLostWithAKilledPrimary() throws Exception {
        survives(sentinels -> sentinels.primary().kill(), null);
    }

    private void survives(Consumer<SentinelGroup> fault, String password) throws Exception {
        Map<String, String> login = password == null ? Map.of() : Map.of("REDIS_SENTINEL_PASSWORD", password);
        try (SentinelGroup sentinels = SentinelGroup.start(password);
                GatewayProcess gateway = gateway(sentinels).env(login).start().awaitReady();
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
                    .until(() -> gateway.log()
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
                GatewayProcess gateway = gateway(cluster).start().awaitReady();
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
    void saysInOneLineThatThePasswordOfTheSentinelsIsWrong() {
        try (SentinelGroup sentinels = SentinelGroup.start("right-secret");
                GatewayProcess gateway = gateway(sentinels)
                        .env("REDIS_SENTINEL_PASSWORD", "wrong-secret")
                        .start()) {
            await("it says so")
                    .atMost(LIMIT)
                    .until(() -> gateway.log().contains("REDIS_SENTINEL_PASSWORD") && gateway.get("/health") == 200);
            assertThat(gateway.get("/health/ready")).isEqualTo(503);
            assertThat(gateway.log()
                            .lines()
                            .filter(line -> line.contains("WRONGPASS"))
                            .filter(line -> line.contains("Sentinel 127")))
                    .as("one line for each Sentinel")
                    .hasSizeBetween(1, 4);
            assertThat(gateway.log()).doesNotContain("-secret", "\tat ");
        }
    }

    @Test
    @Tag("soak")
    void uploadsAreRefusedAndJobsWaitWhileTooFewReplicasAreThere() throws Exception {
        try (SentinelGroup sentinels =
                        SentinelGroup.start(null, "--min-replicas-to-write", "1", "--min-replicas-max-lag", "1");
                GatewayProcess gateway = gateway(sentinels).start().awaitReady();
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
