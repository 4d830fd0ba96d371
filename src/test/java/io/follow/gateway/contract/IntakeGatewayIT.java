package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.DocumentedUser;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A gateway without workers, as the user {@code gateway-intake} of docs/acl.md. */
@ExtendWith(OutputCaptureExtension.class)
class IntakeGatewayIT {

    private static final String USER = "gateway-intake";
    private static final String JOBS_TOKEN = "jobs-only";
    private static final byte[] PHOTO = UploadRequests.photo(40, 30);
    private static final TokenSigner SIGNER = TokenSigner.create();

    private static Path folder;
    private static ValkeyServer server;
    private static DocumentedUser user;
    private static GatewayFixture fixture;
    private static String startLines;

    @BeforeAll
    static void start(CapturedOutput output) {
        folder = GatewayFixture.newFolder();
        server = ValkeyServer.start();
        user = DocumentedUser.create(USER, server);
        InProcessGateway gateway = InProcessGateway.start(
                user.uri(),
                folder,
                "IMG_GW_WORKERS=0",
                "IMG_GW_JOBS_TOKEN=" + JOBS_TOKEN,
                "gateway.permissions.check-interval=50ms",
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey());
        startLines = output.getOut();
        fixture = new GatewayFixture(server, new JobClient(server.uri()), folder, gateway);
        eventually(fixture.gateway()::isReady);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void giveAllRightsBack() {
        DocumentedUser.create(USER, server);
        eventually(fixture.gateway()::isReady);
    }

    private static InProcessGateway startWorker() {
        return InProcessGateway.start(
                server.uri(),
                folder.resolve("worker"),
                "IMG_GW_WORKERS=1",
                "IMG_GW_SOURCE_STORE=" + fixture.incoming(),
                "IMG_GW_TARGET_STORE=" + fixture.processed(),
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey());
    }

    private static int upload(String token) {
        InProcessGateway gateway = fixture.gateway();
        return gateway.send(HttpRequest.newBuilder(gateway.uri("/upload"))
                        .PUT(BodyPublishers.ofByteArray(PHOTO))
                        .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static int post(String job) {
        InProcessGateway gateway = fixture.gateway();
        return gateway.send(HttpRequest.newBuilder(gateway.uri("/api/v1/jobs"))
                        .POST(BodyPublishers.ofString(job))
                        .header("Authorization", "Bearer " + JOBS_TOKEN)
                        .header("Content-Type", "application/json"))
                .statusCode();
    }

    @Test
    void takesInWhatAWorkerProcessesLaterAndIsRefusedNothing() throws Exception {
        // given
        server.command("ACL", "LOG", "RESET");
        String token = SIGNER.sign(UploadRequests.claims("uploaded")).value();
        GatewayFixture.put(fixture.incoming().resolve("posted.jpg"), PHOTO);
        HttpClient http = HttpClient.newHttpClient();
        try (EventStreamClient events = EventStreamClient.of(http, fixture.gateway(), token, "uploaded")) {
            // when
            assertThat(upload(token)).isEqualTo(202);
            assertThat(
                            post(
                                    """
                            {"image_id":"posted","storage_key":"out.jpg","source_key":"posted.jpg","expected_content_type":"image/jpeg"}
                            """))
                    .isEqualTo(202);
            GatewayFixture.put(folder.resolve("inbox").resolve("dropped.jpg"), PHOTO);

            // then: the jobs wait for a worker
            eventually(() -> fixture.jobClient().bodies(JobClient.PROCESS).size() == 3);
            assertThat(fixture.jobClient().commands().xinfoGroups(JobClient.PROCESS))
                    .isEmpty();
            assertThat(fixture.gateway().isReady()).isTrue();

            // when: the server changes, and its successor knows none of them
            server.command("FLUSHALL");
            server.command("REPLICAOF", "127.0.0.1", "1");
            server.command("REPLICAOF", "NO", "ONE");

            // then
            eventually(() -> fixture.jobClient().bodies(JobClient.PROCESS).size() == 3);
            assertThat(fixture.gateway()
                            .get("/api/v1/images/uploaded/status", token)
                            .body())
                    .contains("queued");

            // when
            try (InProcessGateway worker = startWorker()) {
                eventually(() -> fixture.jobClient().bodies(JobClient.RESULT).size() == 3);
                assertThat(fixture.jobClient().commands().xinfoConsumers(JobClient.PROCESS, JobClient.GROUP))
                        .hasSize(1);
                assertThat(worker.isReady()).isTrue();
            }

            // then
            assertThat(fixture.jobClient().bodies(JobClient.RESULT))
                    .allSatisfy(result -> assertThat(result).containsEntry("status", "processed"));
            eventually(events::isClosed);
            assertThat(events.events())
                    .last()
                    .extracting(EventStreamClient.Event::name)
                    .isEqualTo("image_processed");
        }
        assertThat(fixture.gateway()
                        .get("/api/v1/images/uploaded/status", token)
                        .body())
                .contains("done");
        assertThat(user.refused()).isEmpty();
    }

    @Test
    void saysThatItReadsNoJobsAndKnowsNothingOfTheQueue() {
        assertThat(startLines)
                .contains("no workers, it takes in jobs for other processes")
                .doesNotContain("WORKER_TOO_SMALL");
        // A pipeline appears among the metrics within a second of its start.
        eventually(() -> fixture.gateway().management("/actuator/prometheus").contains("pipeline_queue_depth{"));
        assertThat(fixture.gateway().management("/actuator/prometheus"))
                .containsPattern("follow_gateway_pipeline_queue_depth\\{.*pipeline=\"image\".*} NaN")
                .containsPattern("follow_gateway_pipeline_jobs_in_flight\\{.*pipeline=\"image\".*} 0.0");
        assertThat(fixture.gateway().get("/health/ready").body())
                .contains("intake-ready:image", "source-store")
                .doesNotContain("target-store", "reader-ready");
    }

    private static Stream<Arguments> grants() {
        return DocumentedUser.grantsOf(USER).entrySet().stream()
                .map(grant -> Arguments.of(grant.getKey(), grant.getValue()));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void isNotReadyWithoutOneOfItsRightsAndNamesTheCommand(int index, String grant) {
        // when
        user.createWithout(index);

        // then
        boolean command = grant.startsWith("+");
        eventually(() -> {
            String answer = fixture.gateway().get("/health/ready").body();
            return command ? DocumentedUser.isNamedIn(answer, grant.substring(1)) : answer.contains("NOPERM ");
        });
        assertThat(fixture.gateway().isReady()).isFalse();
    }

    @Test
    void isNotReadyWhileTheServerIsFull() {
        // when
        server.command("CONFIG", "SET", "maxmemory", "1");

        // then
        try {
            eventually(() -> readiness().contains("OOM command not allowed"));
            assertThat(fixture.gateway().isReady()).isFalse();
        } finally {
            server.command("CONFIG", "SET", "maxmemory", "0");
        }
    }

    @Test
    void isNotReadyWhileTheServerIsAReplica() {
        // when
        server.command("REPLICAOF", "127.0.0.1", "1");

        // then
        try {
            eventually(() -> readiness().contains("READONLY "));
            assertThat(fixture.gateway().isReady()).isFalse();
        } finally {
            server.command("REPLICAOF", "NO", "ONE");
        }
    }

    @ParameterizedTest
    @CsvSource({"image:process, stream", "image:process:sources, hash"})
    void isNotReadyWhileAKeyHasAnotherType(String key, String expected) {
        // given
        server.command("DEL", key);

        // when
        server.command("SET", key, "text");

        // then
        try {
            eventually(() -> readiness().contains("WRONGTYPE " + key + " is not a " + expected));
            assertThat(fixture.gateway().isReady()).isFalse();
        } finally {
            server.command("DEL", key);
        }
    }

    private static String readiness() {
        return fixture.gateway().get("/health/ready").body();
    }

    @ParameterizedTest
    @CsvSource({
        "XREADGROUP GROUP gateway-workers any STREAMS image:process >",
        "XRANGE image:process - +",
        "XDEL image:process 1-0",
        "DEL image:process",
        "XADD image:result * a b",
        "HGETALL image:process:sources"
    })
    void mayNeitherReadNorDeleteJobsNorWriteResults(String command) {
        String answer = server.command(("ACL DRYRUN " + USER + " " + command).split(" "));

        assertThat(answer.toLowerCase(Locale.ROOT)).contains("has no permissions");
    }
}
