package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.DocumentedUser;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.testing.WebhookReceiver;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A gateway as the user {@code gateway-worker} of docs/acl.md. */
class ServerPermissionsIT {

    private static final String USER = "gateway-worker";
    private static final String OPERATOR = "open-sesame";
    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final TokenSigner SIGNER = TokenSigner.create();
    private static final String WEBHOOK =
            """
            - templatedRoute:
                routeTemplateRef: webhook
                routeId: crm
                parameters:
                  - {name: name, value: crm}
                  - {name: url, value: "%s"}
                  - {name: secret, value: whsec}
                  - {name: retries, value: 1}
                  - {name: retryDelay, value: 10ms}
            """;

    @TempDir
    private static Path folder;

    private static ValkeyServer server;
    private static DocumentedUser user;
    private static WebhookReceiver receiver;
    private static GatewayFixture fixture;

    private final String image = UUID.randomUUID().toString();
    private final String token = SIGNER.sign(UploadRequests.claims(image)).value();

    @BeforeAll
    static void start() throws IOException {
        server = ValkeyServer.start();
        user = DocumentedUser.create(USER, server);
        receiver = WebhookReceiver.start();
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.writeString(routes.resolve("crm.camel.yaml"), WEBHOOK.formatted(receiver.uri("/hook")));
        fixture = new GatewayFixture(
                server,
                new JobClient(server.uri()),
                folder,
                InProcessGateway.start(
                        user.uri(),
                        folder,
                        "IMG_GW_ROUTES_DIR=" + routes,
                        "IMG_GW_ADMIN_TOKEN=" + OPERATOR,
                        "IMG_GW_UPLOAD_RETRY_COUNT=0",
                        "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey()));
        eventually(fixture.gateway()::isReady);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        receiver.close();
    }

    @AfterEach
    void giveAllRightsBack() {
        DocumentedUser.create(USER, server);
        eventually(fixture.gateway()::isReady);
    }

    private static List<String> rights() {
        return DocumentedUser.rightsOf(USER);
    }

    private static String readiness() {
        return fixture.gateway().get("/health/ready").body();
    }

    /** Makes the reader look at once at what it may do, and not after its interval. */
    private static void loseTheGroup() {
        server.command("XGROUP", "DESTROY", JobClient.PROCESS, JobClient.GROUP);
    }

    private HttpResponse<String> upload() {
        return fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/upload"))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(PHOTO))
                        .header("Authorization", "Bearer " + token));
    }

    @Test
    void doesAllItsWorkAndIsRefusedNothing() {
        // given
        receiver.answerWith(WebhookReceiver::refuse);
        HttpClient http = HttpClient.newHttpClient();

        try (EventStreamClient events = EventStreamClient.of(http, fixture.gateway(), token, image)) {
            // when
            assertThat(upload().statusCode()).isEqualTo(202);
            assertThat(fixture.process(Job.jpeg(), PHOTO)).containsEntry("status", "processed");
            assertThat(fixture.jobClient().resultOf(fixture.jobClient().add(Job.jpeg())))
                    .containsEntry("error_code", "SOURCE_NOT_FOUND");
            eventually(events::isClosed);
            eventually(() -> fixture.jobClient().commands().xlen("image:webhook:crm:dlq") == 3);
        }

        // then
        assertThat(fixture.gateway()
                        .get("/api/v1/images/" + image + "/status", token)
                        .body())
                .contains("done");
        assertThat(List.of("streams", "workers", "samples", "groups", "pipelines", "dead-letters"))
                .allSatisfy(call -> assertThat(fixture.gateway()
                                .get("/api/v1/operator/" + call, OPERATOR)
                                .statusCode())
                        .isEqualTo(200));
        assertThat(fixture.gateway()
                        .send(HttpRequest.newBuilder(
                                        fixture.gateway().uri("/api/v1/operator/dead-letters/replay?webhook=crm"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .header("Authorization", "Bearer " + OPERATOR))
                        .body())
                .contains("\"replayed\":3");
        assertThat(user.refused()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rights")
    void isNotReadyWithoutOneOfItsRightsAndNamesTheCommand(String right) {
        // when
        user.change("-" + right);
        loseTheGroup();

        // then
        eventually(() -> DocumentedUser.isNamedIn(readiness(), right));
        assertThat(fixture.gateway().isReady()).isFalse();
    }

    @Test
    void seesWithinElevenSecondsThatARightWasTakenAway() {
        // when
        user.change("-hgetall");

        // then
        await().atMost(Duration.ofSeconds(11)).until(() -> DocumentedUser.isNamedIn(readiness(), "hgetall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resetkeys", "resetchannels"})
    void isNotReadyWithoutItsKeysOrItsChannel(String rule) {
        // when
        user.change(rule);
        loseTheGroup();

        // then
        // in the words of the server where one of the reader's own commands comes first
        eventually(() -> readiness().contains("NOPERM "));
        assertThat(fixture.gateway().isReady()).isFalse();
    }
}
