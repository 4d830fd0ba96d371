package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.storage.s3.Bucket;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.S3Extension;
import io.follow.gateway.testing.S3Server;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.token.TokenSigner;
import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/** A deployment that was written for the gateway in Go: its environment, a photo by its API server, the result for that. */
@ExtendWith(S3Extension.class)
class FollowEnvironmentIT {

    private static final byte[] PHOTO = jpeg(quadrants(640, 480, BufferedImage.TYPE_INT_RGB));
    private static final String BUCKET = "follow-images";

    private final TokenSigner signer = TokenSigner.create();
    private final Path folder = GatewayFixture.newFolder();

    @AfterEach
    void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void runsUnchanged(S3Server s3) throws IOException, InterruptedException {
        try (ValkeyServer valkey = ValkeyServer.start();
                Bucket bucket = Bucket.of(s3.withBucket(BUCKET), BUCKET);
                JobClient jobClient = new JobClient(valkey.uri())) {
            // given the API server's group
            jobClient
                    .commands()
                    .xgroupCreate(
                            StreamOffset.from(JobClient.RESULT, "0"),
                            "api-workers",
                            XGroupCreateArgs.Builder.mkstream());
            try (GatewayProcess gateway = GatewayProcess.in(folder)
                    .withNothingBut("GATEWAY_SERVER_PORT")
                    .env(environment(valkey, s3))
                    .start()
                    .awaitReady()) {
                // when
                HttpResponse<String> answer = upload(gateway, "photo-1");

                // then
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                assertThat(bucket.objects()).anyMatch(object -> object.startsWith("incoming/"));
                Map<String, String> result = resultForTheApiServer(jobClient);
                assertThat(result)
                        .containsEntry("image_id", "photo-1")
                        .containsEntry("status", "processed")
                        .containsEntry("storage_key", "images/photo-1.webp");
                assertThat(bucket.head("images/photo-1.webp").contentType()).isEqualTo("image/webp");
                assertThat(gateway.body("/metrics"))
                        .contains(
                                "follow_gateway_pipeline_jobs_completed_total{pipeline=\"image\",status=\"processed\"} 1");
                assertLog(gateway);
            }
        }
    }

    /** The names of its compose file. */
    private Map<String, String> environment(ValkeyServer valkey, S3Server s3) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LOGGING_FORMAT", "json");
        environment.put("GATEWAY_SERVER_HOST", "0.0.0.0");
        environment.put("IMG_GW_VALKEY_ADDRESSES", "127.0.0.1:" + valkey.port());
        environment.put("MINIO_ENDPOINT", "127.0.0.1:" + s3.port());
        environment.put("MINIO_ACCESS_KEY_ID", S3Server.accessKey());
        environment.put("MINIO_SECRET_ACCESS_KEY", S3Server.secretKey());
        environment.put("MINIO_USE_SSL", "false");
        environment.put("MINIO_BUCKET_NAME", BUCKET);
        environment.put("FOLLOW_API_ED25519_PUBLIC_KEY", signer.publicKey());
        return environment;
    }

    private HttpResponse<String> upload(GatewayProcess gateway, String image) throws IOException, InterruptedException {
        JwtClaims claims = TokenSigner.claims(Instant.now(), Instant.now().plusSeconds(600));
        claims.setClaim("image_id", image);
        claims.setClaim("storage_key", "images/" + image + ".jpg");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/upload?token="
                        + signer.sign(claims).value()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(PHOTO))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> resultForTheApiServer(JobClient jobClient) {
        List<StreamMessage<String, String>> read = jobClient
                .commands()
                .xreadgroup(
                        Consumer.from("api-workers", "api-1"),
                        XReadArgs.Builder.block(Duration.ofSeconds(4)),
                        StreamOffset.lastConsumed(JobClient.RESULT));
        return read.isEmpty() ? resultForTheApiServer(jobClient) : read.get(0).getBody();
    }

    /** JSON from the first line on, with the job's fields, and no secret; nor is one in the list of processes. */
    private static void assertLog(GatewayProcess gateway) throws IOException {
        JobClient.eventually(() -> gateway.log().contains("job_id"));
        List<JsonNode> lines =
                gateway.log().lines().map(FollowEnvironmentIT::json).toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.fieldNames()).toIterable().contains("time", "level", "msg"));
        assertThat(lines)
                .noneMatch(line -> line.path("level").asText().equals("ERROR")
                        || line.path("msg").asText().contains("there is no such setting"));
        assertThat(lines).filteredOn(line -> line.has("job_id")).singleElement().satisfies(line -> {
            assertThat(line.path("image_id").asText()).isEqualTo("photo-1");
            assertThat(line.path("pipeline").asText()).isEqualTo("image");
            assertThat(line.path("status").asText()).isEqualTo("processed");
            assertThat(line.path("original_size").asInt()).isEqualTo(PHOTO.length);
            assertThat(line.path("stages_ms").fieldNames()).toIterable().contains("read", "decode", "store");
        });
        assertThat(gateway.log()).doesNotContain(S3Server.secretKey(), "token=");
        Path arguments = Path.of("/proc", Long.toString(gateway.process().pid()), "cmdline");
        if (Files.exists(arguments)) {
            assertThat(Files.readString(arguments, StandardCharsets.UTF_8)).doesNotContain(S3Server.secretKey());
        }
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
