package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators learn of results and dead letters over HTTP. */
class OperatorResultsIT {

    private static final String TOKEN = "open sesame";
    private static final String RESULTS = "/api/v1/operator/results";
    private static final String GROUPS = "/api/v1/operator/dead-letter-groups";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ValkeyServer valkey;
    private static InProcessGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        valkey = ValkeyServer.start();
        gateway = InProcessGateway.start(
                valkey.uri(), folder, "IMG_GW_ADMIN_TOKEN=" + TOKEN, "IMG_GW_UPLOAD_RETRY_COUNT=0");
        Path source = Files.createDirectories(folder.resolve("incoming")).resolve("raw.png");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", source.toFile());
        Files.createDirectories(folder.resolve("processed"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        valkey.close();
    }

    private static JsonNode get(String path) throws IOException {
        HttpResponse<String> answer = gateway.get(path, TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode send(String method, String path) throws IOException {
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.uri(path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Adds a job and waits for its result. */
    private static JsonNode resultOf(String image, String source) throws IOException {
        valkey.command(
                "XADD",
                "image:process",
                "*",
                "image_id",
                image,
                "storage_key",
                "made/" + image + ".png",
                "source_key",
                source,
                "expected_content_type",
                "image/png",
                "renditions",
                "[{\"name\":\"thumb\",\"width\":64,\"storage_key\":\"made/" + image + "-thumb.webp\"}]");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(RESULTS + "?image=" + image).path("results").size() == 1);
        return get(RESULTS + "?image=" + image).path("results").get(0);
    }

    private static String object(JsonNode result, String key) {
        return RESULTS + "/" + result.path("id").asText() + "/object?key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    @Test
    void aResultTellsItsFieldsAndTheLifeOfItsJob() throws IOException {
        // given
        JsonNode listed = resultOf("seen", "raw.png");

        // when
        JsonNode shown = get(RESULTS + "/" + listed.path("id").asText());

        // then
        assertThat(shown.path("fields")).isEqualTo(listed.path("fields"));
        JsonNode life = shown.path("life");
        assertThat(life.path("queued_at").asText())
                .isLessThanOrEqualTo(life.path("ended_at").asText());
        assertThat(life.path("deliveries").asInt()).isEqualTo(1);
        assertThat(life.path("steps").findValuesAsText("name"))
                .containsExactly("read", "wait", "decode", "resize", "encode", "store");
    }

    @Test
    void givesOutTheImagesThatAResultNames() throws IOException {
        // given
        JsonNode result = resultOf("given", "raw.png");

        // then
        for (String key : new String[] {"made/given.webp", "made/given-thumb.webp"}) {
            HttpResponse<String> image = gateway.get(object(result, key), TOKEN);
            assertThat(image.statusCode()).as(key).isEqualTo(200);
            assertThat(image.headers().firstValue("Content-Type")).hasValue("image/webp");
            assertThat(image.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"made/other.webp", "../incoming/raw.png", "", "note.html"})
    void givesOutNothingElse(String key) throws IOException {
        // given
        JsonNode result = resultOf("kept-" + Math.abs(key.hashCode()), "raw.png");
        Files.writeString(folder.resolve("processed/note.html"), "<script>alert(1)</script>");

        // then
        assertThat(gateway.get(object(result, key), TOKEN).statusCode()).isEqualTo(404);
    }

    @Test
    void givesOutNoFileThatIsNoImageEvenWhereAResultNamesIt() throws IOException {
        // given
        Files.writeString(folder.resolve("processed/page.html"), "<script>alert(1)</script>");
        String id = String.valueOf(
                valkey.command("XADD", "image:result", "*", "image_id", "page", "storage_key", "page.html"));

        // when
        HttpResponse<String> answer = gateway.get(RESULTS + "/" + id + "/object?key=page.html", TOKEN);

        // then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("found no").doesNotContain("alert");
    }

    @Test
    void findsFailuresByTheirCode() throws IOException {
        // given
        resultOf("missing", "nowhere.png");

        // when
        JsonNode found = get(RESULTS + "?status=failed&code=SOURCE_NOT_FOUND&image=missing");

        // then
        assertThat(found.path("results").findValuesAsText("image_id")).containsExactly("missing");
        assertThat(get(RESULTS + "?code=DECODE_FAILED&image=missing").path("results"))
                .isEmpty();
    }

    @Test
    void theRunningIntervalIsPartOfTheSamples() throws IOException {
        // given
        resultOf("counted", "raw.png");

        // when
        JsonNode samples = get("/api/v1/operator/samples");

        // then
        long ended = samples.path("now").path("processed").asLong();
        for (JsonNode sample : samples.path("samples")) {
            ended += sample.path("processed").asLong();
        }
        assertThat(ended).isPositive();
        assertThat(samples.path("now").path("backlog").isNumber()).isTrue();
        assertThat(samples.at("/step_percentiles/decode/jobs").asInt()).isPositive();
    }

    @Test
    void deletesTheDeadLettersOfAReasonUpToTheOneThatWasCounted() throws IOException {
        // given
        valkey.command("DEL", "image:process:dlq");
        resultOf("gone-1", "nowhere.png");
        resultOf("gone-2", "nowhere.png");
        JsonNode counted = get(GROUPS + "?reason=SOURCE_NOT_FOUND");
        resultOf("later", "nowhere.png");
        assertThat(counted.at("/groups/0/count").asInt()).isEqualTo(2);

        // when
        JsonNode deleted = send(
                "DELETE",
                GROUPS + "?reason=SOURCE_NOT_FOUND&until="
                        + counted.path("last").asText());

        // then
        assertThat(deleted.path("deleted").asInt()).isEqualTo(2);
        assertThat(deleted.path("next").isNull()).isTrue();
        assertThat(get("/api/v1/operator/dead-letters").path("dead_letters").findValuesAsText("image_id"))
                .containsExactly("later");
    }

    @Test
    void actsOnManyOnlyWhereTheLastOneIsNamed() throws IOException {
        // when
        HttpResponse<String> answer = gateway.send(HttpRequest.newBuilder(gateway.uri(GROUPS))
                .header("Authorization", "Bearer " + TOKEN)
                .DELETE());

        // then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("until");
    }

    @Test
    void tellsTheRoutesWithTheirCountsAndTheLastError() throws IOException {
        // given
        resultOf("for-route", "nowhere.png");

        // when
        JsonNode route = get("/api/v1/operator/routes").path("routes").get(0);

        // then
        assertThat(route.path("id").asText()).isEqualTo("image");
        assertThat(route.path("pipeline").asText()).isEqualTo("image");
        assertThat(route.path("state").asText()).isEqualTo("started");
        assertThat(route.path("from").asText()).isEqualTo("valkey-streams:image:process");
        assertThat(route.path("failed").asInt()).isPositive();
        assertThat(route.path("last_error").asText()).startsWith("SOURCE_NOT_FOUND: no object at the source key");
        assertThat(route.path("svg").asText()).startsWith("<svg ").doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {RESULTS, RESULTS + "/1-0", RESULTS + "/1-0/object?key=a", GROUPS, "/api/v1/operator/routes"})
    void isForOperatorsAlone(String path) {
        assertThat(gateway.get(path, "guess").statusCode()).isEqualTo(401);
    }
}
