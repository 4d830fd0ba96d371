package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.photo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Two pipelines in one gateway: {@code image}, and the example {@code avatars}. */
class PipelinesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenSigner API_SERVER = TokenSigner.create();
    private static final String AVATARS = "avatars:process";

    private static GatewayFixture fixture;
    private static Path routes;

    @BeforeAll
    static void start() throws IOException {
        routes = GatewayFixture.newFolder();
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/avatars.camel.yaml"), routes.resolve("avatars.camel.yaml"));
        fixture = GatewayFixture.start(
                "IMG_GW_ROUTES_DIR=" + routes,
                "IMG_GW_ADMIN_TOKEN=admin",
                "IMG_GW_UPLOAD_RETRY_COUNT=0",
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + API_SERVER.publicKey());
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
        FileSystemUtils.deleteRecursively(routes);
    }

    private static void putAvatar(Job job, byte[] bytes) {
        GatewayFixture.put(fixture.folder().resolve("avatars-incoming").resolve(job.sourceKey()), bytes);
    }

    private static String addAvatar(Job job) {
        return fixture.jobClient().commands().xadd(AVATARS, job.fields());
    }

    private static Map<String, String> avatarResultOf(String jobId) {
        JobClient.eventually(() -> !avatarResults(jobId).isEmpty());
        assertThat(avatarResults(jobId)).hasSize(1);
        return avatarResults(jobId).get(0);
    }

    private static List<Map<String, String>> avatarResults(String jobId) {
        return fixture.jobClient().bodies("avatars:result").stream()
                .filter(result -> jobId.equals(result.get("job_id")))
                .toList();
    }

    private static HttpResponse<String> get(String path) {
        return fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri(path)).header("Authorization", "Bearer admin"));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> upload(String query, JwtClaims claims) {
        return fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/upload" + query))
                        .header(
                                "Authorization",
                                "Bearer " + API_SERVER.sign(claims).value())
                        .PUT(BodyPublishers.ofByteArray(photo(400, 300))));
    }

    private static JwtClaims avatarClaims(String image) {
        JwtClaims claims = UploadRequests.claims(image);
        claims.setClaim("pipeline", "avatars");
        return claims;
    }

    @Test
    void theSameImageInTwoPipelinesIsTwoImages() {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, photo(600, 400));
        putAvatar(job, photo(300, 500));

        // when
        String first = fixture.jobClient().add(job);
        String second = addAvatar(job);

        // then
        assertThat(fixture.jobClient().resultOf(first))
                .containsEntry("original_width", "600")
                .containsEntry("processed_height", "400");
        assertThat(avatarResultOf(second))
                .containsEntry("original_width", "300")
                .containsEntry("processed_width", "256")
                .containsEntry("processed_height", "256");
        assertThat(fixture.folder().resolve("avatars/images/" + job.imageId() + ".webp"))
                .exists();
        assertThat(status(job, "image")).containsEntry("job_id", first).containsEntry("stage", "done");
        assertThat(status(job, "avatars")).containsEntry("job_id", second).containsEntry("stage", "done");
    }

    private static Map<String, String> status(Job job, String pipeline) {
        return fixture.jobClient().commands().hgetall(pipeline + ":status:" + job.imageId());
    }

    @Test
    void statusAndEventsGoByThePipeline() throws IOException {
        // given
        Job job = Job.jpeg();
        putAvatar(job, photo(300, 300));

        // when
        try (EventStreamClient watching = EventStreamClient.of(
                HttpClient.newHttpClient(), fixture.gateway(), "admin", job.imageId() + "&pipeline=avatars")) {
            JobClient.eventually(() -> !watching.events().isEmpty());
            avatarResultOf(addAvatar(job));

            // then
            JobClient.eventually(() -> watching.events().stream()
                    .anyMatch(event -> event.name().equals("image_processed")
                            && event.data().get("processed_width").equals("256")));
        }
        String path = "/api/v1/images/" + job.imageId() + "/status";
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(json(get(path + "?pipeline=avatars")).path("stage").asText()).isEqualTo("done");
        assertThat(get(path + "?pipeline=No%20Name").statusCode()).isEqualTo(400);
    }

    @Test
    void anUploadForAPipelineNeedsATokenThatNamesIt() {
        // when
        HttpResponse<String> accepted = upload("?pipeline=avatars", avatarClaims("face-1"));

        // then
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JobClient.eventually(() -> fixture.jobClient().bodies("avatars:result").stream()
                .anyMatch(result -> "face-1".equals(result.get("image_id"))));
        assertThat(upload("?pipeline=avatars", UploadRequests.claims("face-2")).statusCode())
                .isEqualTo(401);
        assertThat(upload("", avatarClaims("face-3")).statusCode()).isEqualTo(401);
        JwtClaims videos = UploadRequests.claims("face-4");
        videos.setClaim("pipeline", "videos");
        assertThat(upload("?pipeline=videos", videos).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenInTheStreamMustNameThePipelineToo() {
        // given
        Job job = Job.jpeg();
        putAvatar(job, photo(300, 300));
        JwtClaims claims = UploadRequests.claims(job.imageId());
        claims.setClaim("storage_key", job.storageKey());

        // when: a token for the pipeline image
        String refused =
                addAvatar(job.with("upload_token", API_SERVER.sign(claims).value()));

        // then
        assertThat(avatarResultOf(refused)).containsEntry("error_code", "UPLOAD_TOKEN_INVALID");

        // when
        claims.setClaim("pipeline", "avatars");
        String accepted =
                addAvatar(job.with("upload_token", API_SERVER.sign(claims).value()));

        // then
        assertThat(avatarResultOf(accepted)).containsEntry("status", "processed");
    }

    @Test
    void deadLettersStreamsAndWorkersGoByThePipeline() throws IOException {
        // given: a job without a source
        Job job = Job.jpeg();
        String jobId = addAvatar(job);
        assertThat(avatarResultOf(jobId)).containsEntry("error_code", "SOURCE_NOT_FOUND");

        // when
        JsonNode letters = json(get("/api/v1/operator/dead-letters?pipeline=avatars"));

        // then
        assertThat(letters.findValuesAsText("image_id")).contains(job.imageId());
        assertThat(json(get("/api/v1/operator/dead-letters")).findValuesAsText("image_id"))
                .doesNotContain(job.imageId());
        assertThat(json(get("/api/v1/operator/streams?pipeline=avatars")).findValuesAsText("stream"))
                .containsExactly(AVATARS, "avatars:result", "avatars:process:dlq");
        assertThat(json(get("/api/v1/operator/pipelines")).findValuesAsText("name"))
                .containsExactly("image", "avatars");

        // when: the source has arrived and the letter is replayed
        putAvatar(job, photo(300, 300));
        String id = letters.findParent("id").path("id").asText();
        HttpResponse<String> replayed = fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway()
                                .uri("/api/v1/operator/dead-letters/" + id + "/replay?pipeline=avatars"))
                        .header("Authorization", "Bearer admin")
                        .POST(BodyPublishers.noBody()));

        // then
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        assertThat(avatarResultOf(json(replayed).path("job_id").asText())).containsEntry("status", "processed");
    }

    @Test
    void aStoreOfOnePipelineThatIsDownPausesThatOneAlone() throws IOException {
        // given: something in place of the folder of the avatars
        Path store = fixture.folder().resolve("avatars");
        FileSystemUtils.deleteRecursively(store);
        Files.writeString(store, "in the way");
        Job failing = Job.jpeg();
        putAvatar(failing, photo(300, 300));
        addAvatar(failing);
        try {
            JobClient.eventually(() -> get("/health/ready?pipeline=avatars").statusCode() == 503);

            // when
            Job other = Job.jpeg();
            Map<String, String> result = fixture.process(other, photo(64, 64));

            // then
            assertThat(result).containsEntry("status", "processed");
            HttpResponse<String> whole = get("/health/ready");
            assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
            assertThat(json(whole).path("pipelines").path("image").asText()).isEqualTo("up");
            assertThat(json(whole).path("pipelines").path("avatars").asText()).startsWith("paused: ");
        } finally {
            Files.delete(store);
        }
        JobClient.eventually(() -> get("/health/ready?pipeline=avatars").statusCode() == 200);
    }

    @Test
    void aFloodInOnePipelineDoesNotStarveTheOther() {
        // given: many avatars that wait
        Job avatar = Job.jpeg();
        putAvatar(avatar, photo(300, 300));
        int flood = 500;
        for (int i = 0; i < flood; i++) {
            addAvatar(avatar.with("image_id", "flood-" + i).with("storage_key", "flood/" + i % 10 + ".jpg"));
        }

        // when
        Job photo = Job.jpeg();
        fixture.putSource(photo, TestImages.jpeg(TestImages.quadrants(1200, 800, BufferedImage.TYPE_INT_RGB)));
        String jobId = fixture.jobClient().add(photo);
        assertThat(fixture.jobClient().resultOf(jobId)).containsEntry("status", "processed");

        // then
        assertThat(fixture.jobClient().commands().xlen(AVATARS)).isPositive();
        JobClient.eventually(() -> fixture.jobClient().commands().xlen(AVATARS) == 0);
    }
}
