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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A gateway with a second pipeline as the user {@code gateway-worker} of docs/acl.md. */
class ServerPermissionsIT {

    private static final String USER = "gateway-worker";
    private static final String OPERATOR = "open-sesame";

    /** What docs/acl.md adds for a second pipeline. */
    private static final String[] OF_AVATARS = {"~avatars:*", "&avatars:events"};

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(50);
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
        user.change(OF_AVATARS);
        receiver = WebhookReceiver.start();
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/avatars.camel.yaml"), routes.resolve("avatars.camel.yaml"));
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
                        "gateway.permissions.check-interval=" + CHECK_INTERVAL.toMillis() + "ms",
                        "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey()));
        awaitAllReady();
    }

    private static void awaitAllReady() {
        eventually(() -> fixture.gateway().isReady()
                && fixture.gateway().get("/health/ready?pipeline=avatars").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        receiver.close();
    }

    @AfterEach
    void giveAllRightsBack() {
        DocumentedUser.create(USER, server);
        user.change(OF_AVATARS);
        awaitAllReady();
    }

    private static List<String> rights() {
        return DocumentedUser.rightsOf(USER);
    }

    private static String readiness() {
        return fixture.gateway().get("/health/ready").body();
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
        server.command("ACL", "LOG", "RESET");
        receiver.answerWith(WebhookReceiver::refuse);
        HttpClient http = HttpClient.newHttpClient();

        try (EventStreamClient events = EventStreamClient.of(http, fixture.gateway(), token, image)) {
            // when
            assertThat(upload().statusCode()).isEqualTo(202);
            assertThat(fixture.process(Job.jpeg(), PHOTO)).containsEntry("status", "processed");
            assertThat(fixture.jobClient().resultOf(fixture.jobClient().add(Job.jpeg())))
                    .containsEntry("error_code", "SOURCE_NOT_FOUND");
            eventually(events::isClosed);
            fixture.jobClient().commands().xadd("avatars:process", Job.jpeg().fields());
            eventually(() -> fixture.jobClient().bodies("avatars:result").size() == 1);
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

        // then
        eventually(() -> DocumentedUser.isNamedIn(readiness(), right)
                && !fixture.gateway().isReady());
    }

    @Test
    void seesWithinASecondAfterItsIntervalThatARightWasTakenAway() {
        // when
        user.change("-hgetall");

        // then: by default, the interval is 10 s
        await().atMost(CHECK_INTERVAL.plusSeconds(1)).until(() -> DocumentedUser.isNamedIn(readiness(), "hgetall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"~avatars:*", "&avatars:events"})
    void pausesAPipelineWithoutItsKeysOrItsChannelAlone(String missing) {
        // when
        DocumentedUser.create(USER, server);
        Stream.of(OF_AVATARS).filter(rule -> !rule.equals(missing)).forEach(user::change);

        // then
        eventually(() -> readiness().contains("\"avatars\":\"paused: NOPERM "));
        assertThat(fixture.gateway().isReady()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resetkeys", "resetchannels"})
    void isNotReadyWithoutItsKeysOrItsChannel(String rule) {
        // when
        user.change(rule);

        // then
        // in the words of the server where one of the reader's own commands comes first
        eventually(() -> readiness().contains("NOPERM ") && !fixture.gateway().isReady());
    }
}
