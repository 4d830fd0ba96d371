package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: jobs over HTTP. */
@ExtendWith(SharedGatewayExtension.class)
class JobsOverHttpIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayFixture fixture;
    private final String image = "http-" + UUID.randomUUID();

    JobsOverHttpIT(GatewayFixture fixture) {
        this.fixture = fixture;
    }

    private Map<String, Object> job(int number) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("image_id", image + "-" + number);
        job.put("storage_key", image + "/" + number + ".jpg");
        job.put("source_key", image + ".jpg");
        job.put("expected_content_type", "image/jpeg");
        return job;
    }

    private HttpResponse<String> post(String path, String token, Object body, String... headers)
            throws JsonProcessingException {
        HttpRequest.Builder request = HttpRequest.newBuilder(fixture.gateway().uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return fixture.gateway().send(request);
    }

    private HttpResponse<String> post(Object body, String... headers) throws JsonProcessingException {
        return post("/api/v1/jobs", SharedGatewayExtension.JOBS_TOKEN, body, headers);
    }

    private static List<String> jobIds(HttpResponse<String> answer) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        List<String> ids = new ArrayList<>();
        JSON.readTree(answer.body())
                .path("jobs")
                .forEach(job -> ids.add(job.path("job_id").asText()));
        return ids;
    }

    private void assertRefused(HttpResponse<String> answer, int status, String code) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("code").asText()).isEqualTo(code);
        assertThat(body.size()).isEqualTo(2);
        assertThat(fixture.jobClient().commands().keys("image:status:" + image + "*"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SharedGatewayExtension.JOBS_TOKEN, SharedGatewayExtension.ADMIN_TOKEN})
    void addsAJobThatIsProcessed(String token) throws Exception {
        // given
        GatewayFixture.put(fixture.incoming().resolve(image + ".jpg"), UploadRequests.photo(40, 30));
        Map<String, Object> job = job(1);
        job.put("width", 20);
        job.put("background", null);
        job.put("renditions", List.of(Map.of("name", "thumb", "width", 10, "storage_key", image + "/thumb.jpg")));

        // when
        List<String> ids = jobIds(post("/api/v1/jobs?pipeline=image", token, job));

        // then
        assertThat(ids).hasSize(1);
        assertThat(fixture.jobClient().resultOf(ids.get(0)))
                .containsEntry("status", "processed")
                .containsEntry("image_id", image + "-1")
                .containsEntry("processed_width", "20")
                .hasEntrySatisfying(
                        "renditions", renditions -> assertThat(renditions).contains("\"width\":10"));
    }

    @Test
    void jobsBelongToTheTraceOfTheRequestUnlessTheyNameAnother() throws Exception {
        // given
        String caller = "0af7651916cd43dd8448eb211c80319c";
        String other = "4bf92f3577b34da6a3ce929d0e0e4736";
        Map<String, Object> named = job(2);
        named.put("traceparent", "00-" + other + "-00f067aa0ba902b7-01");
        String key = UUID.randomUUID().toString();

        // when
        List<String> ids = jobIds(post(
                List.of(job(1), named),
                "Idempotency-Key",
                key,
                "traceparent",
                "00-" + caller + "-b7ad6b7169203331-01"));
        List<String> again = jobIds(post(
                List.of(job(1), named),
                "Idempotency-Key",
                key,
                "traceparent",
                "00-" + caller + "-0000000000000001-01"));

        // then
        assertThat(again).isEqualTo(ids);
        assertThat(fixture.jobClient().resultOf(ids.get(0)).get("traceparent")).contains(caller);
        assertThat(fixture.jobClient().resultOf(ids.get(1)).get("traceparent")).contains(other);
    }

    @Test
    void addsAListInItsOrder() throws Exception {
        // when
        HttpResponse<String> answer = post(List.of(job(1), job(2), job(3)));

        // then
        List<String> ids = jobIds(answer);
        assertThat(JSON.readTree(answer.body()).path("jobs").findValuesAsText("image_id"))
                .containsExactly(image + "-1", image + "-2", image + "-3");
        assertThat(ids).doesNotHaveDuplicates();
        ids.forEach(fixture.jobClient()::awaitEnd);
    }

    @Test
    void addsOnceForEachIdempotencyKey() throws Exception {
        // given
        List<Map<String, Object>> jobs = List.of(job(1), job(2));
        String key = UUID.randomUUID().toString();

        // when
        List<String> first = jobIds(post(jobs, "Idempotency-Key", key));
        first.forEach(fixture.jobClient()::awaitEnd);
        List<String> again = jobIds(post(jobs, "Idempotency-Key", key));
        HttpResponse<String> others = post(List.of(job(3)), "Idempotency-Key", key);
        List<String> anew = jobIds(post(jobs, "Idempotency-Key", key + "-2"));

        // then
        assertThat(again).isEqualTo(first);
        assertThat(anew).doesNotContainAnyElementsOf(first);
        assertThat(others.statusCode()).isEqualTo(400);
        assertThat(others.body()).contains("IDEMPOTENCY_KEY_REUSED");
        assertThat(fixture.jobClient().commands().exists("image:status:" + image + "-3"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "storage_key | ../x.jpg | INVALID_STORAGE_KEY",
                "image_id | a b | INVALID_JOB",
                "expected_content_type | text/plain | UNSUPPORTED_FORMAT",
                "width | 0 | INVALID_JOB",
                "renditions | nonsense | INVALID_JOB"
            })
    void addsNoneOfAListWithOneThatIsMalformed(String field, String value, String code) throws Exception {
        // given
        Map<String, Object> malformed = job(2);
        malformed.put(field, value);

        // when
        HttpResponse<String> answer = post(List.of(job(1), malformed));

        // then
        assertRefused(answer, 400, code);
        assertThat(answer.body()).contains("job 2: ").contains(field.equals("expected_content_type") ? value : field);
    }

    @Test
    void refusesWhatIsNoListOfJobs() throws Exception {
        List<Object> tooMany = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            tooMany.add(job(i));
        }
        for (Object body : List.of("", "no JSON", "1", "[]", "[1]", "[[]]", tooMany)) {
            assertRefused(post(body), 400, "MALFORMED_REQUEST");
        }
        assertRefused(post(job(1), "Idempotency-Key", " "), 400, "MALFORMED_REQUEST");
    }

    @Test
    void refusesACallerWithoutATokenOfProducers() throws Exception {
        assertRefused(post("/api/v1/jobs", "guessed", job(1)), 401, "UNAUTHORIZED");
        assertThat(fixture.gateway()
                        .get("/api/v1/operator/streams", SharedGatewayExtension.JOBS_TOKEN)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesMoreThanOneMegabyteAndAnUnknownPipeline() throws Exception {
        Map<String, Object> large = job(1);
        large.put("note", "x".repeat(1_050_000));
        assertRefused(post(large), 413, "REQUEST_TOO_LARGE");
        assertRefused(
                post("/api/v1/jobs?pipeline=nowhere", SharedGatewayExtension.JOBS_TOKEN, job(1)), 404, "NOT_FOUND");
    }
}
