package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.EventStreamClient.Event;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: the event stream, in front of a real server that can be cut off. */
class LiveEventsIT {

    private static final String ADMIN = "open-sesame";
    private static final int MOST_STREAMS = 1_000;
    /** The default of {@code server.tomcat.threads.max}. */
    private static final int MOST_THREADS_OF_THE_WEB_SERVER = 200;

    private static final TokenSigner SIGNER = TokenSigner.create();
    private final HttpClient http = HttpClient.newHttpClient();

    private static ValkeyServer server;
    private static TcpProxy proxy;
    private static JobClient jobClient;
    private static SimulatedGateway other;
    private static GatewayFixture fixture;

    private final List<EventStreamClient> streams = new ArrayList<>();
    private final String image = newImage();

    @BeforeAll
    static void start() {
        server = ValkeyServer.start();
        proxy = TcpProxy.to(server.port());
        jobClient = new JobClient(server.uri());
        other = new SimulatedGateway(jobClient.commands());
        Path folder = GatewayFixture.newFolder();
        URI behindProxy = URI.create("redis://127.0.0.1:" + proxy.port());
        fixture = new GatewayFixture(
                server,
                jobClient,
                folder,
                InProcessGateway.start(
                        behindProxy,
                        folder,
                        "IMG_GW_ADMIN_TOKEN=" + ADMIN,
                        "FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey(),
                        "gateway.status.min-interval=0ms",
                        "gateway.live.heartbeat=1s",
                        "gateway.live.max-streams=" + MOST_STREAMS));
    }

    @AfterAll
    static void stop() {
        fixture.close();
        proxy.close();
    }

    @BeforeEach
    void reachable() {
        eventually(() -> fixture.gateway().isReady());
    }

    @AfterEach
    void leave() {
        streams.forEach(EventStreamClient::close);
        eventually(() -> openStreams() == 0);
    }

    private static String newImage() {
        return "image-" + UUID.randomUUID();
    }

    private EventStreamClient watch(String... images) {
        return watchAs(ADMIN, images);
    }

    private EventStreamClient watchAs(String token, String... images) {
        EventStreamClient stream = EventStreamClient.of(http, fixture.gateway(), token, images);
        streams.add(stream);
        return stream;
    }

    private static String token(String image) {
        Instant now = Instant.now();
        JwtClaims claims = TokenSigner.claims(now, now.plusSeconds(600));
        claims.setClaim("image_id", image);
        return SIGNER.sign(claims).value();
    }

    private static double openStreams() {
        return fixture.gateway().metric("follow.gateway.live.streams");
    }

    private static List<String> stages(EventStreamClient stream) {
        return stream.events().stream().map(Event::stage).toList();
    }

    private static List<String> names(EventStreamClient stream) {
        return stream.events().stream().map(Event::name).toList();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    @Test
    void tellsEachStageInOrderThenTheResultAndCloses() throws IOException {
        // given
        Job job = Job.png();
        fixture.putSource(job, png());
        other.queues(job.imageId());
        EventStreamClient stream = watchAs(token(job.imageId()), job.imageId());
        eventually(() -> stages(stream).equals(List.of("queued")));

        // when
        String jobId = jobClient.add(job);

        // then
        eventually(stream::isClosed);
        assertThat(stages(stream))
                .containsSubsequence("queued", "done")
                .isSubsetOf("queued", "validating", "decoding", "processing", "encoding", "uploading", "done")
                .doesNotHaveDuplicates();
        Event end = stream.events().get(stream.events().size() - 1);
        Map<String, String> expected = new LinkedHashMap<>(jobClient.resultOf(jobId));
        expected.putAll(jobClient.statusOf(job));
        assertThat(end.name()).isEqualTo("image_processed");
        assertThat(end.data()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void tellsWhyAnImageFailed() {
        // given
        Job job = Job.png();
        fixture.putSource(job, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        EventStreamClient stream = watch(job.imageId());
        eventually(() -> names(stream).equals(List.of("image_unknown")));

        // when
        String jobId = jobClient.add(job);

        // then
        eventually(stream::isClosed);
        Event end = stream.events().get(stream.events().size() - 1);
        assertThat(end.name()).isEqualTo("image_failed");
        assertThat(end.data())
                .containsAllEntriesOf(jobClient.resultOf(jobId))
                .containsAllEntriesOf(jobClient.statusOf(job))
                .containsEntry("error_code", "INVALID_MAGIC_BYTES");
    }

    @Test
    void tellsTheStateOfTheMomentFirst() {
        // given: one image in work and one that ended
        String ended = newImage();
        other.reaches(image, "5-0", "encoding", 75);
        other.ends(ended, "4-0");

        // when
        EventStreamClient stream = watch(image, ended);

        // then
        eventually(() -> stream.events().size() == 2);
        assertThat(stream.events().get(0).name()).isEqualTo("image_progress");
        assertThat(stream.events().get(0).data())
                .containsEntry("image_id", image)
                .containsEntry("stage", "encoding")
                .containsEntry("progress", "75")
                .containsEntry("job_id", "5-0")
                .containsKey("updated_at");
        assertThat(stream.events().get(1).name()).isEqualTo("image_processed");
        assertThat(stream.events().get(1).data())
                .containsEntry("image_id", ended)
                .containsEntry("stage", "done")
                .containsEntry("file_size", "1234");
        other.ends(image, "5-0");
        eventually(stream::isClosed);
    }

    @Test
    void neverGoesBackAndTellsNoEndTwice() {
        // given
        EventStreamClient stream = watch(image, newImage());
        eventually(() -> stream.events().size() == 2);

        // when: a retry begins again, an older job is late, a newer one begins, and ends are told twice; an end may
        // overtake the events before it
        other.reaches(image, "7-0", "encoding", 75);
        eventually(() -> stages(stream).contains("encoding"));
        other.reaches(image, "7-0", "validating", 10);
        other.reaches(image, "6-0", "uploading", 90);
        other.ends(image, "6-0");
        other.reaches(image, "8-0", "decoding", 30);
        eventually(() -> stages(stream).contains("decoding"));
        other.ends(image, "8-0");
        other.ends(image, "8-0");
        eventually(() -> names(stream).contains("image_processed"));
        other.reaches(image, "8-0", "uploading", 90);
        other.reaches(image, "9-0", "decoding", 30);

        // then
        String next = newImage();
        EventStreamClient later = watch(next);
        other.reaches(next, "1-0", "validating", 10);
        eventually(() -> names(later).contains("image_progress"));
        assertThat(stages(stream)).containsExactly("", "", "encoding", "decoding", "done");
        assertThat(stream.isClosed()).isFalse();
    }

    @Test
    void givesASignOfLife() {
        EventStreamClient stream = watch(image);

        eventually(() -> stream.heartbeats() >= 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?image_ids=", "?image_ids=a,,b", "?image_ids=a/b", "?image_ids=.."})
    void refusesWhatIsNoListOfImages(String query) {
        HttpResponse<String> answer = fixture.gateway().get("/api/v1/images/status/stream" + query, ADMIN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"MALFORMED_REQUEST\"");
    }

    @Test
    void refusesMoreImagesThanAllowed() {
        String ids = String.join(
                ",", IntStream.range(0, 101).mapToObj(Integer::toString).toList());

        assertThat(fixture.gateway()
                        .get("/api/v1/images/status/stream?image_ids=" + ids, ADMIN)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void isReadWithTheTokensOfAllItsImagesAlone() {
        // given
        String second = newImage();
        String path = "/api/v1/images/status/stream?image_ids=" + image + "," + second;
        other.ends(image, "1-0");
        other.ends(second, "2-0");

        // when, then
        assertThat(fixture.gateway().get(path).statusCode()).isEqualTo(401);
        assertThat(fixture.gateway().get(path, token(image)).statusCode()).isEqualTo(401);
        HttpResponse<String> both = fixture.gateway().get(path + "&token=" + token(image) + "&token=" + token(second));
        assertThat(both.statusCode()).isEqualTo(200);
        assertThat(both.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(both.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(both.body()).contains("event: image_processed").contains(second);
    }

    @Test
    void makesUpForWhatAnOutageHid() {
        // given
        String moving = newImage();
        EventStreamClient stream = watch(image, moving);
        eventually(() -> stream.events().size() == 2);
        other.reaches(image, "1-0", "decoding", 30);
        other.reaches(moving, "2-0", "decoding", 30);
        eventually(() -> stream.events().size() == 4);

        // when: the server is out of reach while others work on
        proxy.leadTo(FreePorts.next());
        proxy.cut();
        eventually(() -> !fixture.gateway().isReady());
        other.ends(image, "1-0");
        other.reaches(moving, "2-0", "encoding", 75);
        HttpResponse<String> refused =
                fixture.gateway().get("/api/v1/images/status/stream?image_ids=" + newImage(), ADMIN);
        proxy.leadTo(server.port());

        // then
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        eventually(() -> stream.events().size() == 6);
        assertThat(stream.events().stream().filter(event -> event.image().equals(image)))
                .last()
                .satisfies(event -> {
                    assertThat(event.name()).isEqualTo("image_processed");
                    assertThat(event.data()).containsEntry("file_size", "1234").containsEntry("stage", "done");
                });
        assertThat(stream.events().stream().filter(event -> event.image().equals(moving)))
                .last()
                .satisfies(event -> assertThat(event.stage()).isEqualTo("encoding"));

        // and: what comes now comes at once again
        other.reaches(moving, "2-0", "uploading", 90);
        other.ends(moving, "2-0");
        eventually(stream::isClosed);
        assertThat(names(stream).stream().filter("image_processed"::equals)).hasSize(2);
    }

    @Test
    void missesNothingWhenRepliesAreShifted() {
        // given
        EventStreamClient stream = watch(image);
        eventually(() -> stream.events().size() == 1);

        // when: from now on each answer on a connection is that of the command before
        proxy.swallowReplies();
        other.reaches(image, "1-0", "decoding", 30);
        other.reaches(image, "1-0", "encoding", 75);
        other.ends(image, "1-0");

        // then
        eventually(stream::isClosed);
        assertThat(stages(stream)).containsSubsequence("encoding", "done").doesNotHaveDuplicates();
        assertThat(names(stream)).endsWith("image_processed");

        // and: another one is told of what comes
        String next = newImage();
        EventStreamClient later = watch(next);
        eventually(() -> later.events().size() == 1);
        other.reaches(next, "2-0", "decoding", 30);
        other.ends(next, "2-0");
        eventually(later::isClosed);
        assertThat(names(later)).endsWith("image_processed");
    }

    @Test
    void findsOutThatAClientIsGone() throws IOException {
        // given
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(rawClient(64 * 1024));
        }
        eventually(() -> openStreams() == 20);

        // when
        for (Socket client : clients) {
            client.setSoLinger(true, 0);
            client.close();
        }

        // then
        eventually(() -> openStreams() == 0);
    }

    @Test
    void takesNobodyElseWithAClientThatIsGone() {
        for (int round = 0; round < 2; round++) {
            // given
            List<EventStreamClient> gone =
                    IntStream.range(0, 300).mapToObj(i -> watch(image)).toList();
            eventually(() -> openStreams() == 300);
            HttpClient others = HttpClient.newHttpClient();

            // when: new ones come while it is found out
            gone.forEach(EventStreamClient::close);
            List<EventStreamClient> staying = new ArrayList<>();
            while (openStreams() > staying.size()) {
                EventStreamClient stream = EventStreamClient.of(others, fixture.gateway(), ADMIN, image);
                streams.add(stream);
                staying.add(stream);
                eventually(() -> !stream.events().isEmpty());
            }

            // then
            assertThat(staying).isNotEmpty().allSatisfy(stream -> assertThat(names(stream))
                    .containsExactly("image_unknown"));
            staying.forEach(EventStreamClient::close);
            eventually(() -> openStreams() == 0);
        }
    }

    @Test
    void dropsAClientThatDoesNotRead() throws IOException {
        // given
        double before = fixture.gateway().metric("follow.gateway.live.dropped");
        try (Socket silent = rawClient(1024)) {
            eventually(() -> silent.isConnected() && openStreams() == 1);

            // when: more is told than any network holds
            int[] job = {0};
            eventually(() -> {
                for (int i = 0; i < 1000; i++) {
                    other.reaches(image, ++job[0] + "-0", "validating", 10);
                }
                return fixture.gateway().metric("follow.gateway.live.dropped") > before;
            });
        }

        // then
        eventually(() -> openStreams() == 0);
    }

    private Socket rawClient(int receiveBuffer) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(receiveBuffer);
        client.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), fixture.gateway().port()));
        client.getOutputStream()
                .write(("GET /api/v1/images/status/stream?image_ids=" + image + "&token=" + ADMIN
                                + " HTTP/1.1\r\nHost: gateway\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** All threads but those of the clients. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient-"))
                .count();
    }

    @Test
    void servesAThousandClientsWithoutAThreadForEachAndRefusesMoreThanAllowed() {
        // given
        String[] images =
                IntStream.range(0, MOST_STREAMS).mapToObj(i -> newImage()).toArray(String[]::new);
        long threads = threads();
        List<EventStreamClient> clients = Arrays.stream(images).map(this::watch).toList();
        eventually(() -> clients.stream().allMatch(client -> !client.events().isEmpty()));
        long more = threads() - threads;
        double refused = fixture.gateway().metric("follow.gateway.live.refused");

        // when: as many are open as are allowed
        eventually(() -> openStreams() == MOST_STREAMS);
        HttpResponse<String> answer = fixture.gateway().get("/api/v1/images/status/stream?image_ids=" + image, ADMIN);

        // then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("TOO_MANY_STREAMS");
        assertThat(fixture.gateway().metric("follow.gateway.live.refused")).isEqualTo(refused + 1);

        // when
        for (String each : images) {
            other.reaches(each, "1-0", "decoding", 30);
        }
        for (String each : images) {
            other.ends(each, "1-0");
        }

        // then
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(clients.stream()
                                .filter(client -> !client.isClosed())
                                .map(LiveEventsIT::names))
                        .isEmpty());
        assertThat(more).isLessThan(MOST_THREADS_OF_THE_WEB_SERVER + 20);
        assertThat(clients).allSatisfy(client -> assertThat(names(client))
                .startsWith("image_unknown")
                .endsWith("image_processed")
                .doesNotHaveDuplicates());
    }
}
