package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Jobs that were there before any gateway, and two gateways that share them. */
class SharedWorkIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final int JOBS = 40;

    private static final Path FOLDER = GatewayFixture.newFolder();
    private static final TokenSigner SIGNER = TokenSigner.create();
    private static final Instant AN_HOUR_AGO = Instant.now().minus(Duration.ofHours(1));
    private static final Instant HALF_AN_HOUR_AGO = Instant.now().minus(Duration.ofMinutes(30));

    private static final List<String> EARLY_JOBS = new ArrayList<>();
    private static ValkeyServer server;
    private static JobClient jobClient;
    private static String oldJob;
    private static InProcessGateway one;
    private static InProcessGateway other;

    @BeforeAll
    static void addJobsAndStartTwoGateways() {
        server = ValkeyServer.start();
        jobClient = new JobClient(server.uri());
        oldJob = jobClient.addWithId(AN_HOUR_AGO.toEpochMilli() + "-0", signedJob(HALF_AN_HOUR_AGO));
        for (int i = 0; i < JOBS; i++) {
            EARLY_JOBS.add(jobClient.add(signedJob(Instant.now().plusSeconds(600))));
        }
        one = start();
        other = start();
    }

    private static InProcessGateway start() {
        return InProcessGateway.start(
                server.uri(),
                FOLDER,
                "IMG_GW_WORKERS=1",
                "IMG_GW_REQUIRE_UPLOAD_TOKEN=true",
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + TokenSigner.create().publicKey() + "," + SIGNER.publicKey());
    }

    @AfterAll
    static void stop() throws IOException {
        other.close();
        one.close();
        jobClient.close();
        server.close();
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    @Test
    void worksOnJobsThatWereAddedBeforeTheFirstStart() {
        assertThat(EARLY_JOBS)
                .allSatisfy(jobId -> assertThat(jobClient.resultOf(jobId)).containsEntry("status", "processed"));
    }

    @Test
    void comparesTheExpiryOfATokenWithTheMomentAtWhichTheJobEnteredTheStream() {
        assertThat(jobClient.resultOf(oldJob)).containsEntry("status", "processed");
    }

    @Test
    @CoversErrorCodes(ErrorCode.UPLOAD_TOKEN_INVALID)
    void refusesAJobWithoutATokenWhereEveryJobNeedsOne() {
        Job job = signedJob(Instant.now().plusSeconds(600)).without("upload_token");
        assertThat(jobClient.resultOf(jobClient.add(job))).containsEntry("error_code", "UPLOAD_TOKEN_INVALID");
    }

    @Test
    void sharesTheWorkAndEndsEachJobOnce() {
        // given
        jobClient.awaitEnd(EARLY_JOBS.get(JOBS - 1));

        // when
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(jobClient.add(signedJob(Instant.now().plusSeconds(600))));
        }

        // then
        assertThat(jobs)
                .allSatisfy(jobId -> assertThat(jobClient.resultOf(jobId)).containsEntry("status", "processed"));
        List<Map<String, Object>> consumers = consumers();
        assertThat(consumers).hasSize(2);
        assertThat(consumers)
                .as("milliseconds since the last job; -1 would mean none ever")
                .allSatisfy(
                        consumer -> assertThat((Long) consumer.get("inactive")).isNotNegative());
        assertThat(jobClient.pending()).isZero();
    }

    private static List<Map<String, Object>> consumers() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Object consumer : jobClient.commands().xinfoConsumers(JobClient.PROCESS, JobClient.GROUP)) {
            List<?> flat = (List<?>) consumer;
            Map<String, Object> fields = new HashMap<>();
            for (int i = 0; i < flat.size(); i += 2) {
                fields.put(String.valueOf(flat.get(i)), flat.get(i + 1));
            }
            all.add(fields);
        }
        return all;
    }

    private static Job signedJob(Instant expiresAt) {
        Job job = Job.jpeg();
        GatewayFixture.put(FOLDER.resolve("incoming").resolve(job.sourceKey()), PHOTO);
        JwtClaims claims = TokenSigner.claims(expiresAt.minus(Duration.ofHours(1)), expiresAt);
        claims.setClaim("image_id", job.imageId());
        claims.setClaim("storage_key", job.storageKey());
        return job.with("upload_token", SIGNER.sign(claims).value());
    }
}
