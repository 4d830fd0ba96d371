package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.claims;
import static io.follow.gateway.contract.UploadRequests.guard;
import static io.follow.gateway.contract.UploadRequests.photo;
import static io.follow.gateway.contract.UploadRequests.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.UploadRequests.RawUpload;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import io.lettuce.core.Range;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Uploads while the server, the store or the sender is in trouble. */
class UploadTroubleIT {

    private static final TokenSigner SIGNER = TokenSigner.create();

    private static ValkeyServer server;
    private static TcpProxy proxy;
    private static JobClient jobClient;
    private static Path folder;
    private static InProcessGateway gateway;

    private final String image = "trouble-" + UUID.randomUUID();
    private final byte[] photo = photo(40, 30);

    @BeforeAll
    static void startBehindAProxy() {
        server = ValkeyServer.start();
        jobClient = new JobClient(server.uri());
        proxy = TcpProxy.to(server.port());
        folder = GatewayFixture.newFolder();
        URI direct = server.uri();
        URI proxied = URI.create(direct.toString().replace(":" + direct.getPort(), ":" + proxy.port()));
        gateway = InProcessGateway.start(
                proxied,
                folder,
                "IMG_GW_UPLOAD_RETRY_COUNT=1",
                "IMG_GW_UPLOAD_RETRY_BASE_MS=100",
                "IMG_GW_ADMIN_TOKEN=open-sesame",
                "gateway.upload.timeout=2s",
                "gateway.upload.max-concurrent=2",
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        proxy.close();
        jobClient.close();
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    private String token() {
        return SIGNER.sign(claims(image)).value();
    }

    private int upload() {
        return upload(token());
    }

    private int upload(String token) {
        return gateway.send(HttpRequest.newBuilder(gateway.uri("/upload?token=" + token))
                        .PUT(BodyPublishers.ofByteArray(photo)))
                .statusCode();
    }

    private boolean isGuarded() {
        return jobClient.commands().exists(guard(image)) == 1;
    }

    private List<Path> sources() throws Exception {
        return received(folder.resolve("incoming")).stream()
                .filter(file -> file.toString().contains(image))
                .toList();
    }

    /** A file is in place of the folder into which the processed image goes. */
    private Path becomeADeadLetter() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve("processed")).resolve(image);
        Files.write(inTheWay, new byte[1]);
        JwtClaims claims = claims(image);
        claims.setClaim("storage_key", image + "/a.jpg");
        assertThat(upload(SIGNER.sign(claims).value())).isEqualTo(202);
        assertThat(UploadRequests.awaitResult(jobClient, image)).containsEntry("error_code", "STORAGE_UPLOAD_FAILED");
        return inTheWay;
    }

    @Test
    void takesNoLostReplyForAFailure() throws Exception {
        try (RawUpload upload = new RawUpload(gateway.port())) {
            // given: an upload that is guarded, as the gateway knows, and half received
            int before = received(folder.resolve("incoming")).size();
            upload.head(token(), "Content-Length: " + photo.length);
            upload.body(Arrays.copyOf(photo, photo.length / 2));
            JobClient.eventually(() -> received(folder.resolve("incoming")).size() > before);

            // when
            proxy.dropReplies();
            upload.body(Arrays.copyOfRange(photo, photo.length / 2, photo.length));
            JobClient.eventually(() -> jobClient.commands().hget(JobClient.STATUS + image, "stage") != null);
            proxy.pass();

            // then
            assertThat(upload.status()).isEqualTo(202);
            assertThat(UploadRequests.awaitResult(jobClient, image)).containsEntry("status", "processed");
            assertThat(isGuarded()).isTrue();
        } finally {
            proxy.pass();
        }
    }

    @Test
    void isOneJobWhateverTheAnswersOfOtherCommandsSayWhenRepliesAreShifted() throws Exception {
        try (RawUpload upload = new RawUpload(gateway.port())) {
            // given
            upload.head(token(), "Content-Length: " + photo.length);
            upload.body(Arrays.copyOf(photo, photo.length / 2));
            JobClient.eventually(this::isGuarded);

            // when: from now on each answer is that of the command before
            proxy.swallowReplies();
            upload.body(Arrays.copyOfRange(photo, photo.length / 2, photo.length));

            // then it is accepted, or refused and can be sent again
            int status = upload.status();
            assertThat(status).isIn(202, 503);
            if (status == 503) {
                JobClient.eventually(() -> upload() == 202);
            }
            assertThat(UploadRequests.awaitResult(jobClient, image)).containsEntry("status", "processed");
            JobClient.eventually(() -> jobClient.commands().xlen(JobClient.PROCESS) == 0);
            assertThat(jobClient.bodies(JobClient.RESULT).stream()
                            .filter(result -> image.equals(result.get("image_id"))))
                    .hasSize(1);
        } finally {
            proxy.pass();
        }
    }

    @Test
    void isRefusedAndLeavesNothingWhileTheServerIsAway() throws Exception {
        // given
        proxy.stall();
        proxy.cut();

        try {
            // when // then
            assertThat(upload()).isEqualTo(503);
            assertThat(sources()).isEmpty();
        } finally {
            proxy.pass();
        }
        JobClient.eventually(() -> upload() == 202);
    }

    @Test
    void isTakenBackWhenTheServerRefusesTheJob() throws Exception {
        // given
        String notes = "image:process:sources";
        Map<String, String> kept = jobClient.commands().hgetall(notes);
        jobClient.commands().del(notes);
        jobClient.commands().set(notes, "in the way");

        try {
            // when // then
            assertThat(upload()).isEqualTo(503);
            assertThat(sources()).isEmpty();
            assertThat(isGuarded()).isFalse();
        } finally {
            jobClient.commands().del(notes);
            if (!kept.isEmpty()) {
                jobClient.commands().hset(notes, kept);
            }
        }
    }

    @Test
    void isRefusedAndLeavesNothingWhenTheBodyDripsIn() throws Exception {
        try (RawUpload upload = new RawUpload(gateway.port())) {
            // given
            upload.head(token(), "Content-Length: " + photo.length);
            upload.body(Arrays.copyOf(photo, 10));
            JobClient.eventually(this::isGuarded);

            // when
            long end = System.nanoTime() + 2_500_000_000L;
            JobClient.eventually(() -> {
                upload.body(new byte[1]);
                return System.nanoTime() > end;
            });

            // then
            assertThat(upload.status()).isEqualTo(408);
            JobClient.eventually(() -> !isGuarded());
            assertThat(sources()).isEmpty();
        }
    }

    @Test
    void isRefusedWhenTooManyAreOnTheirWay() throws Exception {
        try (RawUpload first = new RawUpload(gateway.port());
                RawUpload second = new RawUpload(gateway.port())) {
            // given
            String other = "trouble-" + UUID.randomUUID();
            first.head(SIGNER.sign(claims(other)).value(), "Content-Length: 1000");
            second.head(SIGNER.sign(claims(other + "b")).value(), "Content-Length: 1000");
            JobClient.eventually(() -> jobClient.commands().exists(guard(other), guard(other + "b")) == 2);

            // when // then
            assertThat(upload()).isEqualTo(503);
            assertThat(isGuarded()).isFalse();
        }
        JobClient.eventually(() -> upload() == 202);
    }

    @Test
    void keepsTheRawImageOfADeadLetterUntilItsReplayIsDone() throws Exception {
        // given
        Path inTheWay = becomeADeadLetter();
        assertThat(sources()).hasSize(1);

        // when
        Files.delete(inTheWay);
        HttpRequest.Builder replay = HttpRequest.newBuilder(gateway.uri("/api/v1/operator/dead-letters/replay"))
                .header("Authorization", "Bearer open-sesame")
                .POST(BodyPublishers.noBody());
        assertThat(gateway.send(replay).statusCode()).isEqualTo(200);

        // then
        JobClient.eventually(() -> Files.exists(folder.resolve("processed/" + image + "/a.webp")));
        JobClient.eventually(() -> sources().isEmpty());
        JobClient.eventually(() -> jobClient.commands().exists("image:process:sources") == 0);
    }

    @Test
    void losesTheRawImageOfADeadLetterThatIsDeleted() throws Exception {
        // given
        becomeADeadLetter();
        String letter = jobClient.commands().xrange("image:process:dlq", Range.unbounded()).stream()
                .filter(entry -> image.equals(entry.getBody().get("image_id")))
                .findFirst()
                .orElseThrow()
                .getId();

        // when
        HttpRequest.Builder delete = HttpRequest.newBuilder(gateway.uri("/api/v1/operator/dead-letters/" + letter))
                .header("Authorization", "Bearer open-sesame")
                .DELETE();

        // then
        assertThat(gateway.send(delete).statusCode()).isEqualTo(200);
        assertThat(sources()).isEmpty();
    }
}
