package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.follow.gateway.metrics.PromQuery;
import io.follow.gateway.metrics.Scrape;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.UnreadGroups;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.token.TokenSigner;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ResolvableType;

/** Section 10: the metrics after some jobs and uploads, of which some have failed. */
class MetricsIT {

    private static final String PREFIX = "follow_gateway_";
    private static final byte[] PHOTO = photo(400, 300);
    private static final int PROCESSED = 3;

    private static GatewayFixture fixture;
    private static TokenSigner signer;
    private static Scrape scrape;

    @BeforeAll
    static void sendJobsAndUploads() throws Exception {
        signer = TokenSigner.create();
        fixture = GatewayFixture.start(
                "IMG_GW_METRICS=public",
                "IMG_GW_UPLOAD_RETRY_COUNT=1",
                "IMG_GW_UPLOAD_RETRY_BASE_MS=10",
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + signer.publicKey());
        for (int job = 0; job < PROCESSED; job++) {
            fixture.process(Job.jpeg(), PHOTO);
        }
        fixture.process(Job.jpeg().with("expected_content_type", "text/plain"), PHOTO);
        fixture.process(Job.jpeg().with("upload_token", "a.b.c"), PHOTO);
        JobClient jobClient = fixture.jobClient();
        // Its source never arrives: two attempts, and a dead letter.
        jobClient.resultOf(jobClient.add(Job.jpeg()));
        // Without an image id there is a dead letter and no result.
        jobClient.awaitEnd(jobClient.add(Job.jpeg().with("image_id", "no/id")));
        assertThat(uploadThatTheServerRefuses()).isEqualTo(503);
        String token = token("uploaded", Instant.now().plusSeconds(600));
        assertThat(upload(token)).isEqualTo(202);
        UploadRequests.awaitResult(jobClient, "uploaded");
        assertThat(upload(token)).isEqualTo(409);
        assertThat(upload(token("late", Instant.now().minusSeconds(600)))).isEqualTo(401);
        assertThat(upload("none")).isEqualTo(401);
        assertThat(fixture.gateway().get("/no/such/path").statusCode()).isEqualTo(404);
        jobClient
                .commands()
                .xgroupCreate(
                        StreamOffset.from("image:result", "0"), "webhook-old", XGroupCreateArgs.Builder.mkstream());
        fixture.gateway().bean(UnreadGroups.class).look();
        takeSample();
        // A JVM that has not collected any garbage yet has no pauses to show.
        System.gc();
        scrape = await().until(MetricsIT::scrape, MetricsIT::isComplete);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @SuppressWarnings("unchecked")
    private static void takeSample() throws InterruptedException {
        PerPipeline<Samples> samples = (PerPipeline<Samples>)
                fixture.gateway().bean(ResolvableType.forClassWithGenerics(PerPipeline.class, Samples.class));
        samples.of("image").take();
    }

    private static String token(String image, Instant expiry) {
        JwtClaims claims = UploadRequests.claims(image);
        claims.setExpirationTime(NumericDate.fromSeconds(expiry.getEpochSecond()));
        return signer.sign(claims).value();
    }

    private static int upload(String token) {
        return fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/upload?token=" + token))
                        .PUT(BodyPublishers.ofByteArray(PHOTO)))
                .statusCode();
    }

    /** The note that names the source of a job cannot be written. */
    private static int uploadThatTheServerRefuses() {
        String notes = "image:process:sources";
        fixture.jobClient().commands().set(notes, "in the way");
        try {
            return upload(token("refused", Instant.now().plusSeconds(600)));
        } finally {
            fixture.jobClient().commands().del(notes);
        }
    }

    private static Scrape scrape() {
        return Scrape.parse(fixture.gateway().get("/metrics").body());
    }

    /** The gauges of a pipeline appear within a second, and what concerns a request or job is counted when it is done. */
    private static boolean isComplete(Scrape metrics) {
        return metrics.names().containsAll(List.of(PREFIX + "pipeline_queue_depth", "jvm_gc_pause_seconds_sum"))
                && metrics.sum(PREFIX + "pipeline_jobs_completed_total") == 8
                && metrics.sum(PREFIX + "upload_submit_total") == 5
                && metrics.sum(PREFIX + "pipeline_jobs_in_flight") == 0;
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline_jobs_completed_total, counter, pipeline status",
        "pipeline_jobs_failed_total, counter, pipeline error_code",
        "pipeline_jobs_dead_lettered_total, counter, pipeline",
        "pipeline_jobs_in_flight, gauge, pipeline",
        "pipeline_jobs_at_last_delivery, gauge, pipeline",
        "pipeline_last_deliveries_total, counter, pipeline",
        "pipeline_redeliveries_total, counter, pipeline",
        "pipeline_takeovers_total, counter, pipeline",
        "pipeline_queue_depth, gauge, pipeline",
        "pipeline_queue_lag, gauge, pipeline",
        "pipeline_queue_pending, gauge, pipeline",
        "pipeline_oldest_job_age_seconds, gauge, pipeline",
        "pipeline_dead_letters, gauge, pipeline",
        "pipeline_stage_errors_total, counter, pipeline stage error_code",
        "pipeline_full_rejections_total, counter, pipeline",
        "pipeline_jobs_dropped_total, counter, pipeline stage reason",
        "messaging_progress_retries_total, counter, pipeline",
        "messaging_publish_total, counter, pipeline status",
        "http_requests_total, counter, route status_code",
        "auth_token_failures_total, counter, reason",
        "upload_submit_total, counter, pipeline result",
        "server_start_time_seconds, gauge,",
        "memory_budget_bytes, gauge,",
        "memory_budget_used_bytes, gauge,",
        "memory_budget_waiting_jobs, gauge,",
        "store_gate_closed, gauge, pipeline use",
        "machine_gate_closed, gauge,",
        "groups_without_reader, gauge, pipeline group",
        "build_info, gauge, version java camel",
        "live_streams, gauge,"
    })
    void hasEachMetricWithItsTypeAndLabels(String name, String type, String labels) {
        assertThat(scrape.types()).containsEntry(PREFIX + name, type);
        assertThat(scrape.names()).contains(PREFIX + name);
        assertThat(scrape.labelsOf(PREFIX + name)).isEqualTo(labels == null ? Set.of() : Set.of(labels.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline_stage_duration_seconds, pipeline stage, 0.005, 60",
        "messaging_publish_duration_seconds, pipeline, 0.005, 60",
        "storage_upload_duration_seconds, pipeline status, 0.005, 60",
        "http_request_duration_seconds, route, 0.005, 60",
        "image_upload_size_bytes, pipeline, 1000, 100000000",
        "image_processed_size_bytes, pipeline, 1000, 100000000",
        "image_original_pixels, pipeline, 10000, 100000000"
    })
    void hasEachHistogramWithItsBuckets(String name, String labels, double first, double last) {
        assertThat(scrape.types()).containsEntry(PREFIX + name, "histogram");
        assertThat(scrape.labelsOf(PREFIX + name + "_bucket")).isEqualTo(Set.of(labels.split(" ")));
        List<Double> bounds = scrape.buckets(PREFIX + name);
        assertThat(bounds.get(0)).isEqualTo(first);
        assertThat(bounds.get(bounds.size() - 2)).isEqualTo(last);
        assertThat(bounds.get(bounds.size() - 1)).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline_jobs_completed_total, status=processed, 4",
        "pipeline_jobs_completed_total, status=failed, 4",
        "pipeline_jobs_failed_total, error_code=UNSUPPORTED_FORMAT, 1",
        "pipeline_jobs_failed_total, error_code=SOURCE_NOT_FOUND, 1",
        "pipeline_jobs_failed_total, error_code=INVALID_JOB, 1",
        "pipeline_jobs_failed_total, error_code=UPLOAD_TOKEN_INVALID, 1",
        "pipeline_jobs_dead_lettered_total, pipeline=image, 2",
        "pipeline_dead_letters, pipeline=image, 2",
        "pipeline_queue_depth, pipeline=image, 0",
        "pipeline_oldest_job_age_seconds, pipeline=image, 0",
        "pipeline_stage_errors_total, stage=read, 2",
        "pipeline_stage_errors_total, stage=check, 3",
        "pipeline_stage_duration_seconds_count, stage=check, 8",
        "pipeline_stage_duration_seconds_count, stage=encode, 4",
        "messaging_publish_total, status=success, 8",
        "messaging_publish_duration_seconds_count, pipeline=image, 8",
        "storage_upload_duration_seconds_count, status=success, 4",
        "image_upload_size_bytes_count, pipeline=image, 4",
        "image_original_pixels_sum, pipeline=image, 480000",
        "image_processed_size_bytes_count, pipeline=image, 4",
        "upload_submit_total, result=accepted, 1",
        "upload_submit_total, result=duplicate, 1",
        "upload_submit_total, result=unauthorized, 2",
        "auth_token_failures_total, reason=expired, 1",
        "auth_token_failures_total, reason=invalid, 2",
        "http_requests_total, status_code=202, 1",
        "http_requests_total, status_code=503, 1",
        "http_requests_total, route=/upload, 5",
        "upload_submit_total, result=unavailable, 1",
        "groups_without_reader, group=webhook-old, 1"
    })
    void addsUpToWhatWasSent(String name, String label, double value) {
        String[] parts = label.split("=");

        assertThat(scrape.sum(PREFIX + name, parts)).isEqualTo(value);
    }

    @Test
    void sumsUpTheSizesOfRawImages() {
        assertThat(scrape.sum(PREFIX + "image_upload_size_bytes_sum")).isEqualTo(4.0 * PHOTO.length);
    }

    @Test
    void countsNoPathThatCallersMakeUp() {
        assertThat(scrape.sum(PREFIX + "http_requests_total", "route", "other", "status_code", "404"))
                .isEqualTo(1);
    }

    @Test
    void servesTheSameOnTheManagementPort() {
        // when
        Scrape management = Scrape.parse(fixture.gateway().management("/actuator/prometheus"));

        // then
        assertThat(management.names()).containsAll(scrape.names());
    }

    @Test
    void hasEveryMetricOfTheDashboard() throws IOException {
        // given
        JsonNode board = new ObjectMapper().readTree(Files.readString(Path.of("deploy/grafana/image-gateway.json")));

        // when
        List<String> queries = board.findValuesAsText("expr");

        // then
        assertThat(queries).hasSizeGreaterThan(50);
        assertNothingIsMissing(queries);
    }

    @Test
    void hasEveryMetricOfTheAlertsEachWithARunbook() throws IOException {
        // given
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(Path.of("deploy/prometheus/rules.yaml")))
                .at("/groups/0/rules");

        // when
        List<String> queries = rules.findValuesAsText("expr");

        // then
        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("ImageGateway");
            assertThat(rule.at("/annotations/runbook").asText()).isNotBlank().doesNotContain("\n");
        });
        assertNothingIsMissing(queries);
    }

    /** Prometheus itself adds the labels of the target. */
    private static void assertNothingIsMissing(List<String> queries) {
        assertThat(queries).allSatisfy(query -> new PromQuery(query).labels().forEach((metric, labels) -> {
            assertThat(scrape.names()).contains(metric);
            Set<String> known = new TreeSet<>(scrape.labelsOf(metric));
            known.addAll(Set.of("instance", "job"));
            if (metric.endsWith("_bucket")) {
                known.add("le");
            }
            assertThat(known).as(metric).containsAll(labels);
        }));
    }

    static Stream<String> metricsOfOtherBoards() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/io/follow/gateway/metrics/dashboard-metrics.txt"))
                .stream()
                .filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("metricsOfOtherBoards")
    void hasDataForOtherBoards(String line) {
        // given
        String[] parts = line.split(" ");
        Map<String, String> selected = Stream.of(parts)
                .skip(1)
                .map(label -> label.split("=~", 2))
                .collect(Collectors.toMap(label -> label[0], label -> label.length < 2 ? ".*" : label[1]));

        // when, then
        assertThat(scrape.series())
                .filteredOn(series -> series.name().equals(parts[0]))
                .anySatisfy(series -> {
                    assertThat(series.labels().keySet()).containsAll(selected.keySet());
                    selected.forEach((label, pattern) ->
                            assertThat(series.labels().get(label)).matches(pattern));
                });
    }

    @Test
    void comesAsTheTextOfPrometheus() {
        assertThat(fixture.gateway().get("/metrics").headers().firstValue("Content-Type"))
                .hasValue("text/plain;version=0.0.4;charset=utf-8");
    }
}
