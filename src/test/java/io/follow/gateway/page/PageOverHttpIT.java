package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What the page is made of and asks for, to whom it is given and with which headers. */
class PageOverHttpIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ValkeyServer valkey;
    private static ConfigurableApplicationContext embedded;
    private static ConfigurableApplicationContext closed;

    @BeforeAll
    static void start() {
        embedded = gateway(
                "embedded", "VALKEY_SERVER_BIN=" + ServerUnderTest.program().path());
        valkey = ValkeyServer.start();
        closed = gateway("closed", "REDIS_URL=" + valkey.uri());
    }

    private static ConfigurableApplicationContext gateway(String name, String server) {
        return GatewayApplication.builder()
                .run(
                        "--" + server,
                        "--IMG_GW_DATA_DIR=" + folder.resolve(name),
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_HOST=127.0.0.1",
                        "--IMG_GW_MANAGEMENT_PORT=0");
    }

    @AfterAll
    static void stop() {
        closed.close();
        embedded.close();
        valkey.close();
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext gateway, String path, String... headers) {
        String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    @Test
    void thePageRunsItsOwnScriptsAloneAndIsAskedForAnewEachTime() {
        // when
        HttpResponse<String> page = get(embedded, "/");

        // then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html").containsIgnoringCase("utf-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'self'", "img-src 'self' blob:", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http://", "https://", "style=", "<style", "onclick");
    }

    @Test
    void theOpenApiDocumentIsServedAsItIsWritten() throws IOException {
        // when
        HttpResponse<String> document = get(closed, "/openapi.json");

        // then: nobody needs a token for it
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(header(document, "Content-Type")).isEqualTo("application/json");
        assertThat(document.body()).isEqualTo(Files.readString(Path.of("src/main/resources/static/openapi.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "/page/js/main.js, text/javascript",
        "/page/css/base.css, text/css",
        "/page/icon.svg, image/svg+xml",
    })
    void itsFilesHaveTheirTypesAndAreNotSentAgainUnchanged(String path, String type) {
        // given
        HttpResponse<String> file = get(embedded, path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Content-Type")).startsWith(type);
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");

        // when
        HttpResponse<String> again = get(embedded, path, "If-Modified-Since", header(file, "Last-Modified"));

        // then
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/v1/access", "/api/v1/demo/processed?key=none", "/no/such/path"})
    void otherAnswersAreDataThatNobodyMayRunFrameEmbedOrKeep(String path) {
        // when
        HttpResponse<String> answer = get(embedded, path);

        // then
        assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
    }

    @Test
    void aCallerOnThisMachineMayDoEverythingInTheEmbeddedModeAndNothingElsewhere() {
        // when
        JsonNode here = json(get(embedded, "/api/v1/access"));
        JsonNode elsewhere = json(get(closed, "/api/v1/access"));
        JsonNode foreignPage = json(get(embedded, "/api/v1/access", "Origin", "http://evil.example"));

        // then
        assertThat(here.get("operator").asBoolean()).isTrue();
        assertThat(here.at("/uploads/max_file_size").asLong()).isEqualTo(10_485_760);
        assertThat(here.at("/uploads/content_types")).hasSize(7);
        assertThat(List.of(elsewhere, foreignPage)).allSatisfy(access -> {
            assertThat(access.get("operator").asBoolean()).isFalse();
            assertThat(access.get("uploads").isNull()).isTrue();
        });
    }

    @Test
    void withoutAnybodyWhoCouldUseItThereIsNoPage() {
        // when
        HttpResponse<String> page = get(closed, "/");

        // then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(json(page).get("message").asText()).contains("IMG_GW_ADMIN_TOKEN");
        assertThat(get(closed, "/page/js/main.js").statusCode()).isEqualTo(404);
    }

    @Test
    void aProcessedImageIsShownOnThisMachineAlone() throws IOException {
        // given: the sample of the first start
        String key = "/api/v1/demo/processed?key=" + sample();

        // when
        HttpResponse<String> image = get(embedded, key);

        // then
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(header(image, "Content-Type")).isEqualTo("image/webp");
        assertThat(image.body()).startsWith("RIFF");
        assertThat(get(embedded, key, "X-Forwarded-For", "192.0.2.7").statusCode())
                .isEqualTo(401);
        assertThat(get(embedded, key, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(401);
        assertThat(get(closed, key).statusCode()).isEqualTo(404);
    }

    private static String sample() throws IOException {
        Path processed = folder.resolve("embedded/processed");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.isDirectory(processed) && !names(processed).isEmpty());
        return names(processed).get(0);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".webp"))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "?key=, 400",
        "?key=../incoming/secret, 400",
        "?key=/etc/passwd, 400",
        "?key=none.webp, 404",
        "?key=note.txt, 404",
    })
    void nothingElseIsGivenOut(String query, int status) throws IOException {
        // given
        Files.createDirectories(folder.resolve("embedded/processed"));
        Files.writeString(folder.resolve("embedded/processed/note.txt"), "no image");

        // when
        HttpResponse<String> answer = get(embedded, "/api/v1/demo/processed" + query);

        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("message").asText()).doesNotContain(folder.toString());
    }
}
