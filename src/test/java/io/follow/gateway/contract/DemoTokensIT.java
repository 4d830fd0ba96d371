package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Section 6: what the embedded mode gives callers on its machine, so that they can upload. */
class DemoTokensIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASKED = "{\"files\":[{\"name\":\"My Photo.jpg\",\"content_type\":\"image/jpeg\"},"
            + "{\"name\":\"../../x.png\",\"content_type\":\"image/png\"}]}";

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext embedded;

    @BeforeAll
    static void start() {
        embedded = GatewayApplication.builder()
                .run(
                        "--VALKEY_SERVER_BIN=" + ServerUnderTest.program().path(),
                        "--IMG_GW_DATA_DIR=" + folder,
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_MANAGEMENT_PORT=0");
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    private static URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + embedded.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private static HttpResponse<String> ask(String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/api/v1/demo/tokens")).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void areOneForEachFileAndOpenTheUpload() throws Exception {
        // when
        HttpResponse<String> answer = ask(ASKED);

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode tokens = JSON.readTree(answer.body()).path("tokens");
        assertThat(tokens).hasSize(2);
        assertThat(tokens.get(0).path("name").asText()).isEqualTo("My Photo.jpg");
        assertThat(tokens.get(0).path("image_id").asText()).matches("my-photo-[0-9a-f]{10}");
        assertThat(tokens.get(1).path("storage_key").asText()).matches("uploads/x-[0-9a-f]{10}\\.png");
        HttpResponse<String> upload = HTTP.send(
                HttpRequest.newBuilder(uri("/upload"))
                        .header(
                                "Authorization",
                                "Bearer " + tokens.get(0).path("token").asText())
                        .PUT(BodyPublishers.ofByteArray(UploadRequests.photo(20, 20)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(upload.statusCode()).as(upload.body()).isEqualTo(202);
        JobClient.eventually(() -> Files.exists(folder.resolve(
                "processed/uploads/" + tokens.get(0).path("image_id").asText() + ".webp")));
    }

    @Test
    void areNotGivenToPagesOfOthers() throws Exception {
        assertThat(ask(ASKED, "Origin", "https://evil.example").statusCode()).isEqualTo(401);
        assertThat(ask(ASKED, "X-Forwarded-For", "10.0.0.1").statusCode()).isEqualTo(401);
    }

    @Test
    void areNotGivenForWhatIsMalformed() throws Exception {
        assertThat(ask("").statusCode()).isEqualTo(400);
        assertThat(ask("null").statusCode()).isEqualTo(400);
        assertThat(ask("{\"files\":[null]}").statusCode()).isEqualTo(400);
        assertThat(ask("{\"files\":[{\"content_type\":\"image/tiff\"}]}").body())
                .contains("UNSUPPORTED_FORMAT");
        assertThat(ask(" ".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    private static String answerTo(String call, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
            String request = call + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void areGivenToAProgramThatCallsItsRequestAForm() throws Exception {
        assertThat(ask(ASKED, "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/operator/dead-letters",
                "GET /api/v1/operator/samples",
                "POST /api/v1/operator/dead-letters/replay",
                "GET /api/v1/images/a/status",
                "GET /api/v1/images/status/stream?image_ids=a",
                "POST /api/v1/demo/tokens",
                "GET /api/v1/demo/processed?image_id=a"
            })
    void areNotForAPageThatReboundItsNameToThisMachine(String call) throws Exception {
        assertThat(answerTo(call, "evil.example:" + uri("/").getPort()).substring(0, 12))
                .isIn("HTTP/1.1 401", "HTTP/1.1 403");
        assertThat(answerTo(call.replace("status/stream", "a/status"), "localhost:" + uri("/").getPort()))
                .doesNotStartWith("HTTP/1.1 401")
                .doesNotStartWith("HTTP/1.1 403");
    }

    @Test
    void keepsTheConnectionOfAnOperatorWhoSendsABodyThatNobodyNeeds() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
            // given
            socket.setSoTimeout(10_000);
            String call = "POST /api/v1/operator/dead-letters/replay HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n%s\r\n{}";

            // when: two calls, of which the second ends the connection
            String calls = call.formatted("") + call.formatted("Connection: close\r\n");
            socket.getOutputStream().write(calls.getBytes(StandardCharsets.US_ASCII));

            // then
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("HTTP/1.1 200"))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/operator/dead-letters/replay|Content-Length: 1000|401",
                "POST /api/v1/operator/dead-letters/replay|Transfer-Encoding: chunked|401",
                "GET /nothing|Content-Length: 1|404",
                "GET /nothing|Transfer-Encoding: chunked|404",
                "GET /|Content-Length: 1|200"
            })
    void isAnsweredWithoutWaitingForABodyThatNeverComes(String call) throws Exception {
        String[] parts = call.split("\\|");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
            // given: half of the time for which a body would be waited for
            socket.setSoTimeout(10_000);
            String host = parts[2].equals("200") ? "localhost" : "evil.example";
            String head = parts[0] + " HTTP/1.1\r\nHost: " + host
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\n" + parts[1] + "\r\n\r\n";

            // when
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            // then: the end of the connection was read too
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + parts[2]);
        }
    }
}
