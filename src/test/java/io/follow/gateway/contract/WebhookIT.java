package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.testing.WebhookReceiver;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Section 9: a program that is told results, and what operators do for it. */
class WebhookIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "/api/v1/operator";
    private static final String INSTANCE =
            """
            - templatedRoute:
                routeTemplateRef: webhook
                routeId: crm
                parameters:
                  - {name: name, value: crm}
                  - {name: url, value: "%s"}
                  - {name: secret, value: "file:%s"}
                  - {name: retries, value: 1}
                  - {name: retryDelay, value: 10ms}
            """;

    @TempDir
    private static Path folder;

    private static ValkeyServer server;
    private static WebhookReceiver receiver;
    private static JobClient jobClient;
    private static GatewayFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        server = ValkeyServer.start();
        receiver = WebhookReceiver.start();
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Path secret = Files.writeString(folder.resolve("secret"), "whsec\n");
        Files.writeString(routes.resolve("crm.camel.yaml"), INSTANCE.formatted(receiver.uri("/hook"), secret));
        jobClient = new JobClient(server.uri());
        fixture = new GatewayFixture(
                server,
                jobClient,
                folder,
                InProcessGateway.start(
                        server.uri(), folder, "IMG_GW_ROUTES_DIR=" + routes, "IMG_GW_ADMIN_TOKEN=open-sesame"));
    }

    @AfterAll
    static void stop() {
        fixture.close();
        receiver.close();
    }

    private static JsonNode operator(String method, String path, int status) throws IOException {
        HttpResponse<String> response = fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri(OPERATOR + path))
                        .header("Authorization", "Bearer open-sesame")
                        .method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static WebhookReceiver.Call callOf(String jobId) {
        await().until(() -> receiver.deliveries().contains(jobId));
        return receiver.calls().get(receiver.deliveries().lastIndexOf(jobId));
    }

    @Test
    void isToldTheResultWithASignature() throws Exception {
        // given
        receiver.answerWith(WebhookReceiver::accept);

        // when
        Map<String, String> result = fixture.process(Job.jpeg(), PHOTO);

        // then
        WebhookReceiver.Call call = callOf(String.valueOf(result.get("job_id")));
        assertThat(JSON.readValue(call.body(), new TypeReference<Map<String, String>>() {}))
                .isEqualTo(result);
        String[] signature =
                String.valueOf(call.headers().get("gateway-signature")).split("[=,]");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("whsec".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal((signature[1] + "." + call.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(signature[3]).isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void letsOperatorsReplayAndDeleteWhatItDidNotAccept() throws Exception {
        // given
        receiver.answerWith(WebhookReceiver::refuse);
        String first = String.valueOf(fixture.process(Job.jpeg(), PHOTO).get("job_id"));
        String second = String.valueOf(fixture.process(Job.jpeg(), PHOTO).get("job_id"));
        await().until(() -> operator("GET", "/dead-letters?webhook=crm", 200)
                        .path("dead_letters")
                        .size()
                == 2);
        JsonNode letters = operator("GET", "/dead-letters?webhook=crm", 200).path("dead_letters");
        JsonNode kept =
                letters.get(0).path("fields").path("job_id").asText().equals(first) ? letters.get(0) : letters.get(1);
        JsonNode deleted = kept == letters.get(0) ? letters.get(1) : letters.get(0);
        long results = jobClient.commands().xlen(JobClient.RESULT);
        receiver.answerWith(WebhookReceiver::accept);
        int before = receiver.calls().size();

        // when
        String path = "/dead-letters/" + kept.path("id").asText();
        assertThat(operator("GET", path + "?webhook=crm", 200)
                        .path("fields")
                        .path("dlq_reason")
                        .asText())
                .isEqualTo("WEBHOOK_REFUSED");
        operator("POST", path + "/replay?webhook=crm", 200);
        operator("DELETE", "/dead-letters/" + deleted.path("id").asText() + "?webhook=crm", 200);

        // then
        await().until(() -> receiver.calls().size() > before);
        assertThat(receiver.deliveries().subList(before, receiver.calls().size()))
                .containsExactly(first)
                .doesNotContain(second);
        assertThat(operator("GET", "/dead-letters?webhook=crm", 200).path("dead_letters"))
                .isEmpty();
        assertThat(operator("GET", "/dead-letters", 200).path("dead_letters")).isEmpty();
        assertThat(jobClient.commands().xlen(JobClient.RESULT)).isEqualTo(results);
        operator("GET", path + "?webhook=crm", 404);
        operator("GET", "/dead-letters?webhook=C:rm", 400);
    }

    @Test
    void hasAGroupThatIsNotDeletedWhileItRuns() throws Exception {
        assertThat(operator("GET", "/groups", 200).path("groups").findValuesAsText("group"))
                .contains("webhook-crm");
        assertThat(operator("DELETE", "/groups/webhook-crm", 409).path("code").asText())
                .isEqualTo("GROUP_IS_READ");
        operator("DELETE", "/groups/webhook-other", 404);
    }

    @Test
    void isNoPipeline() throws Exception {
        assertThat(operator("GET", "/pipelines", 200).path("pipelines").findValuesAsText("name"))
                .containsExactly("image");
    }
}
