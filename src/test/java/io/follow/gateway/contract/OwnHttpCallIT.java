package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The example {@code http-call}: what somebody who adds a call gets of a request. */
class OwnHttpCallIT {

    @TempDir
    private static Path folder;

    private static GatewayFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("routes"), folder);
        Files.copy(folder.resolve("examples/http-call.camel.yaml"), folder.resolve("http-call.camel.yaml"));
        fixture = GatewayFixture.start("IMG_GW_ROUTES_DIR=" + folder, "IMG_GW_ADMIN_TOKEN=open-sesame");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static HttpResponse<String> post(String token, String body) {
        return fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/api/v1/operator/notes"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("CamelValkeyStreamsStream", "elsewhere")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static List<Map<String, String>> notes() {
        return fixture.jobClient().bodies("notes");
    }

    @Test
    void readsTheBodyOfAnOperator() {
        // when
        HttpResponse<String> answer = post("open-sesame", "{\"text\":\"Grüße\",\"weight\":3}");

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).matches("\\d+-\\d+");
        assertThat(notes()).containsOnlyOnce(Map.of("text", "Grüße", "weight", "3"));
    }

    @Test
    void readsNoBodyOfAnybodyElse() {
        // when
        HttpResponse<String> answer = post("guessed", "{\"text\":\"by a stranger\"}");

        // then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(notes()).noneMatch(note -> "by a stranger".equals(note.get("text")));
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        // when
        HttpResponse<String> answer = post("open-sesame", "{\"text\":\"" + "x".repeat(65_536) + "\"}");

        // then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"code\":\"REQUEST_TOO_LARGE\"");
    }
}
