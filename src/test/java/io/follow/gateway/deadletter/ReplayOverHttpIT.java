package io.follow.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The running program, as an operator meets it over HTTP. */
class ReplayOverHttpIT {

    private static final String OPERATOR = "/api/v1/operator";
    private static final String RESULT = "image:result";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TokenSigner SIGNER = TokenSigner.create();

    @TempDir
    private static Path folder;

    private static ValkeyServer valkey;
    private static Letters letters;
    private static ConfigurableApplicationContext gateway;

    @BeforeAll
    static void start() {
        valkey = ValkeyServer.start();
        letters = new Letters(valkey);
        gateway = GatewayApplication.builder()
                .run(
                        "--REDIS_URL=" + valkey.uri(),
                        "--IMG_GW_DATA_DIR=" + folder,
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_MANAGEMENT_PORT=0",
                        "--IMG_GW_UPLOAD_RETRY_COUNT=0",
                        "--IMG_GW_ADMIN_TOKEN=open sesame",
                        "--FOLLOW_API_ED25519_PUBLIC_KEY=" + SIGNER.publicKey());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        letters.close();
        valkey.close();
    }

    @BeforeEach
    void noDeadLetters() {
        letters.server.del(Letters.DEAD, Letters.FIRSTS, RESULT);
    }

    private static HttpRequest.Builder request(String path) {
        String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + OPERATOR + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder admitted(String path) {
        return request(path).header("Authorization", "Bearer open sesame");
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return send(admitted(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static void putSource(String key) throws IOException {
        Path file = folder.resolve("incoming").resolve(key);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg", file.toFile());
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    private static List<Map<String, String>> results() {
        return letters.entries(RESULT).stream().map(entry -> entry.getBody()).toList();
    }

    @Test
    void aJobWhoseSourceCameLateIsProcessedAfterItsReplay() throws Exception {
        // given
        String first = letters.server.xadd(Letters.JOBS, Letters.job("late"));
        eventually(() -> letters.server.xlen(Letters.DEAD) == 1);
        JsonNode listed = json(send(admitted("/dead-letters")), 200);
        String id = listed.at("/dead_letters/0/id").asText();
        assertThat(listed.at("/dead_letters/0/fields/dlq_reason").asText()).isEqualTo("SOURCE_NOT_FOUND");
        assertThat(listed.get("next").isNull()).isTrue();
        putSource("raw/late.jpg");

        // when
        JsonNode replayed = json(post("/dead-letters/" + id + "/replay"), 200);

        // then
        eventually(() -> results().size() == 2);
        String job = replayed.get("job_id").asText();
        assertThat(results().get(0)).containsEntry("status", "failed").containsEntry("job_id", first);
        assertThat(results().get(1)).containsEntry("status", "processed").containsEntry("job_id", job);
        assertThat(letters.server.hgetall("image:status:late")).containsEntry("stage", "done");
        assertThat(json(post("/dead-letters/" + id + "/replay"), 404)
                        .get("code")
                        .asText())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aTokenThatWasValidAtTheFirstEntryIsValidForEveryReplay() throws Exception {
        // given: a job of two hours ago, whose token expired an hour ago
        Instant now = Instant.now();
        Instant entered = now.minus(Duration.ofHours(2));
        Map<String, String> job = new LinkedHashMap<>(Letters.job("42"));
        job.put("storage_key", "images/42.jpg");
        job.put(
                "upload_token",
                SIGNER.sign(TokenSigner.claims(entered.minusSeconds(60), now.minus(Duration.ofHours(1))))
                        .value());
        String old = letters.add(job, entered.toEpochMilli() + "-0");

        // when: the source is still missing at the first replay, and there at the second
        json(post("/dead-letters/" + old + "/replay"), 200);
        eventually(() -> letters.server.xlen(Letters.DEAD) == 1);
        Map<String, String> again = letters.entries(Letters.DEAD).get(0).getBody();
        putSource("raw/42.jpg");
        JsonNode summary = json(post("/dead-letters/replay"), 200);

        // then
        assertThat(again).containsEntry("dlq_reason", "SOURCE_NOT_FOUND");
        assertThat(summary).isEqualTo(JSON.readTree("{\"replayed\":1,\"gone\":0,\"refused\":[]}"));
        eventually(() -> results().size() == 2);
        assertThat(results().get(1)).containsEntry("status", "processed");
        assertThat(letters.server.exists(Letters.FIRSTS)).isZero();
    }

    @Test
    void aTokenThatHadExpiredAtTheFirstEntryStaysExpired() throws Exception {
        // given
        Instant now = Instant.now();
        Map<String, String> job = new LinkedHashMap<>(Letters.job("42"));
        job.put("storage_key", "images/42.jpg");
        job.put(
                "upload_token",
                SIGNER.sign(TokenSigner.claims(now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(2))))
                        .value());
        String id = letters.add(job, now.minus(Duration.ofHours(1)).toEpochMilli() + "-0");

        // when
        json(post("/dead-letters/" + id + "/replay"), 200);

        // then
        eventually(() -> results().size() == 1);
        assertThat(results().get(0)).containsEntry("error_code", "UPLOAD_TOKEN_EXPIRED");
        assertThat(letters.server.exists(Letters.FIRSTS)).isZero();
    }

    @Test
    void everyCallNeedsTheToken() throws Exception {
        // given
        String id = letters.add(Letters.job("kept"), "1-0");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");

        // when // then
        for (HttpRequest.Builder call : List.of(
                request("/dead-letters"),
                request("/dead-letters?token=wrong"),
                request("/dead-letters").header("Authorization", "Bearer wrong"),
                request("/dead-letters").header("Authorization", "Basic open sesame"),
                request("/dead-letters/" + id),
                request("/dead-letters/" + id).DELETE(),
                request("/dead-letters/" + id + "/replay").POST(body),
                request("/dead-letters/replay").POST(body),
                request("/streams"),
                request("/workers"))) {
            assertThat(json(send(call), 401).get("code").asText()).isEqualTo("UNAUTHORIZED");
        }
        assertThat(letters.entries(Letters.DEAD)).hasSize(1);
    }

    @Test
    void takesTheTokenFromTheAddressToo() throws Exception {
        json(send(request("/dead-letters?token=open%20sesame")), 200);
    }

    @Test
    void showsAndDeletesOne() throws Exception {
        // given
        String id = letters.add(Letters.job("a"), "1-0");

        // when // then
        assertThat(json(send(admitted("/dead-letters/" + id)), 200)
                        .at("/fields/image_id")
                        .asText())
                .isEqualTo("a");
        assertThat(json(send(admitted("/dead-letters/" + id).DELETE()), 200)
                        .get("deleted")
                        .asBoolean())
                .isTrue();
        json(send(admitted("/dead-letters/" + id).DELETE()), 404);
        json(send(admitted("/dead-letters/" + id)), 404);
    }

    @Test
    void refusesALetterOfAnotherStream() throws Exception {
        // given
        String id = letters.server.xadd(Letters.DEAD, Letters.deadFields(Letters.job("a"), "other", "1-0"));

        // when // then
        assertThat(json(post("/dead-letters/" + id + "/replay"), 409)
                        .get("code")
                        .asText())
                .isEqualTo("FOREIGN");
        assertThat(json(post("/dead-letters/replay"), 200).at("/refused/0/id").asText())
                .isEqualTo(id);
    }

    @Test
    void refusesWhatItCannotUnderstand() throws Exception {
        for (String path : List.of("/dead-letters/x", "/dead-letters?count=no", "/dead-letters?count=0")) {
            assertThat(json(send(admitted(path)), 400).get("code").asText()).isEqualTo("MALFORMED_REQUEST");
        }
        json(send(admitted("/dead-letters?after=x")), 400);
        json(send(admitted("/dead-letters/x").DELETE()), 400);
        json(post("/dead-letters/x/replay"), 400);
    }

    @Test
    void nothingFromOutsideSteersARouteOrComesBack() throws Exception {
        // given
        String id = letters.add(Letters.job("asked"), "1-0");
        String other = letters.add(Letters.job("other"), "2-0");

        // when
        HttpResponse<String> response = send(admitted("/dead-letters/" + id + "?id=" + other + "&echo=1")
                .header("id", other)
                .header("CamelHttpResponseCode", "299")
                .header("CamelBeanMethodName", "delete"));

        // then
        assertThat(json(response, 200).get("id").asText()).isEqualTo(id);
        assertThat(response.headers().map())
                .doesNotContainKeys("authorization", "echo", "id", "camelbeanmethodname", "token");
        assertThat(letters.entries(Letters.DEAD)).hasSize(2);
    }

    @Test
    void showsStreamsAndWorkers() throws Exception {
        // given
        eventually(() -> json(send(admitted("/workers")), 200).get("workers").size() == 1);

        // when
        JsonNode streams = json(send(admitted("/streams")), 200).get("streams");

        // then
        assertThat(streams.findValuesAsText("stream")).containsExactly(Letters.JOBS, RESULT, Letters.DEAD);
        assertThat(streams.at("/0/groups/0/group").asText()).isEqualTo("gateway-workers");
        assertThat(streams.at("/0/groups/0/backlog").asLong()).isZero();
    }
}
