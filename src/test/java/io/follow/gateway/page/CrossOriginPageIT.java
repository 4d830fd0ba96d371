package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.HttpAnswer;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.welcome.Welcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A web app on another origin than the gateway, in a browser that enforces who may read what. */
@ExtendWith(InBrowser.class)
class CrossOriginPageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAGE =
            "<!doctype html><title>web app</title><link rel=icon href=data:,><p id=done></p>";

    /** Sends a request and keeps what the page may know of its answer. */
    private static final String FETCH =
            """
            const [gateway, path, options, photo, done] = arguments;
            const bytes = options.size
                ? new Uint8Array(options.size) : Uint8Array.from(atob(photo), (character) => character.charCodeAt(0));
            if (options.form) {
              options.body = new FormData();
              options.body.append('photo', new Blob([bytes], {type: 'image/jpeg'}), 'photo.jpg');
            } else if (options.method === 'PUT') {
              options.body = bytes;
            }
            fetch(gateway + path, options).then(
                async (answer) => done({status: answer.status, body: await answer.text()}),
                (failure) => done({failure: String(failure)}));
            """;

    private static final String FOLLOW =
            """
            const [address, done] = arguments;
            const events = new EventSource(address);
            events.addEventListener('image_processed', (event) => { events.close(); done({body: event.data}); });
            events.onerror = () => { events.close(); done({failure: 'refused'}); };
            """;

    /** Submits a form, as a page without scripts does, and so leaves the page. */
    private static final String SUBMIT =
            """
            const [address, photo] = arguments;
            const form = document.createElement('form');
            form.method = 'post';
            form.enctype = 'multipart/form-data';
            form.action = address;
            const input = document.createElement('input');
            input.type = 'file';
            input.name = 'photo';
            const bytes = Uint8Array.from(atob(photo), (character) => character.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], 'photo.jpg', {type: 'image/jpeg'}));
            input.files = data.files;
            form.append(input);
            document.body.append(form);
            form.submit();
            """;

    private static final int MAX_FILE_SIZE = 500_000;

    @TempDir
    private static Path folder;

    private static HttpAnswer named;
    private static HttpAnswer foreign;
    private static ConfigurableApplicationContext gateway;

    private final Browser browser;
    private final String photo =
            Base64.getEncoder().encodeToString(TestImages.jpeg(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB)));
    private String image = "";
    private String token = "";

    CrossOriginPageIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() throws IOException {
        // Prevents the sample picture of a first start.
        Files.createFile(folder.resolve(Welcome.SAMPLE_SHOWN));
        named = HttpAnswer.ofPage(PAGE);
        foreign = HttpAnswer.ofPage(PAGE);
        gateway = GatewayApplication.builder()
                .run(
                        "--VALKEY_SERVER_BIN=" + ServerUnderTest.program().path(),
                        "--IMG_GW_DATA_DIR=" + folder,
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_HOST=127.0.0.1",
                        "--IMG_GW_MANAGEMENT_PORT=0",
                        "--IMG_GW_CORS_ORIGINS=" + origin(named),
                        "--IMG_GW_MAX_FILE_SIZE=" + MAX_FILE_SIZE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        foreign.close();
        named.close();
    }

    private static String origin(HttpAnswer page) {
        return "http://127.0.0.1:" + page.port();
    }

    private static String gateway() {
        return "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** The API server of the web app gives it a token. */
    @BeforeEach
    void takeAToken() throws IOException, InterruptedException {
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(gateway() + "/api/v1/demo/tokens"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"files\":[{\"name\":\"a.jpg\",\"content_type\":\"image/jpeg\"}]}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        JsonNode first = JSON.readTree(answer).path("tokens").path(0);
        image = first.path("image_id").asText();
        token = first.path("token").asText();
    }

    private void open(HttpAnswer page) {
        browser.open(URI.create(origin(page) + "/"));
        browser.conduct().expectForeignRequests();
    }

    private Map<?, ?> fetch(String path, Map<String, ?> options) {
        return (Map<?, ?>) browser.evaluateLater(FETCH, gateway(), path, options, photo);
    }

    private Map<String, ?> authorized(String method) {
        return Map.of("method", method, "headers", Map.of("Authorization", "Bearer " + token));
    }

    private String statusPath() {
        return "/api/v1/images/" + image + "/status";
    }

    @Test
    void aPageOfANamedOriginUploadsAndFollowsItsImage() {
        // given
        open(named);

        // when
        Map<?, ?> uploaded = fetch("/upload", authorized("PUT"));
        Map<?, ?> end = (Map<?, ?>) browser.evaluateLater(
                FOLLOW, gateway() + "/api/v1/images/status/stream?image_ids=" + image + "&token=" + token);
        Map<?, ?> status = fetch(statusPath(), authorized("GET"));

        // then
        assertThat(uploaded.get("status")).as(uploaded.toString()).isEqualTo(202L);
        assertThat(String.valueOf(end.get("body"))).contains("\"status\":\"processed\"");
        assertThat(String.valueOf(status.get("body"))).contains("\"stage\":\"done\"");
    }

    @Test
    void aPageOfANamedOriginSendsAFormWithoutAPreflight() {
        // given
        open(named);

        // when
        Map<?, ?> uploaded = fetch("/upload?token=" + token, Map.of("method", "POST", "form", true));
        Map<?, ?> again = fetch("/upload?token=" + token, Map.of("method", "POST", "form", true));

        // then: it reads why it is refused
        assertThat(uploaded.get("status")).as(uploaded.toString()).isEqualTo(202L);
        assertThat(again.get("status")).isEqualTo(409L);
        assertThat(String.valueOf(again.get("body"))).contains("DUPLICATE_UPLOAD");
    }

    @ParameterizedTest
    @CsvSource({
        "450000, false, 415, INVALID_MAGIC_BYTES",
        "450000, true, 409, DUPLICATE_UPLOAD",
        "900000, false, 413, FILE_TOO_LARGE",
    })
    void aPageOfANamedOriginReadsARefusalThatComesBeforeItHasSentAll(
            int size, boolean isDuplicate, long status, String code) {
        // given
        open(named);
        if (isDuplicate) {
            assertThat(fetch("/upload", authorized("PUT")).get("status")).isEqualTo(202L);
        }

        // when
        Map<?, ?> refused = fetch("/upload?token=" + token, Map.of("method", "PUT", "size", size));

        // then
        assertThat(refused.get("status")).as(refused.toString()).isEqualTo(status);
        assertThat(String.valueOf(refused.get("body"))).contains(code);
    }

    @Test
    void aFormOfANamedOriginUploadsAndShowsTheAnswer() {
        // given
        open(named);

        // when
        browser.evaluate(SUBMIT, gateway() + "/upload?token=" + token, photo);

        // then: the answer is the new document
        browser.see("body", "{\"image_id\":\"" + image + "\",\"status\":\"processing\"}");
        assertThat(browser.evaluate("return performance.getEntriesByType('navigation')[0].responseStatus"))
                .isEqualTo(202L);
    }

    @Test
    void aPageOfANamedOriginMayNotDoWhatOperatorsAndLocalPagesMay() {
        // given
        open(named);

        // when, then
        for (String path : new String[] {"/api/v1/operator/streams", "/api/v1/access", "/api/v1/jobs"}) {
            assertThat(fetch(path, Map.of("method", "GET")).get("failure"))
                    .as(path)
                    .isNotNull();
        }
        assertThat(fetch("/api/v1/demo/tokens", Map.of("method", "POST", "form", true))
                        .get("failure"))
                .isNotNull();
        assertThat(String.valueOf(fetch(statusPath(), Map.of("method", "GET")).get("body")))
                .contains("UNAUTHORIZED");
    }

    @Test
    void aPageOfAnotherOriginSeesNothing() {
        // given
        open(foreign);

        // when
        Map<?, ?> uploaded = fetch("/upload", authorized("PUT"));
        Map<?, ?> status = fetch(statusPath() + "?token=" + token, Map.of("method", "GET"));
        Map<?, ?> events = (Map<?, ?>) browser.evaluateLater(
                FOLLOW, gateway() + "/api/v1/images/status/stream?image_ids=" + image + "&token=" + token);

        // then
        assertThat(uploaded.get("failure")).isNotNull();
        assertThat(status.get("failure")).isNotNull();
        assertThat(events.get("failure")).isEqualTo("refused");
    }
}
