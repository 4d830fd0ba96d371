package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.TraceCollector;
import io.follow.gateway.testing.TraceCollector.TracedSpan;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Traces that are switched on, as a collector gets them. */
class TracesIT {

    private static final byte[] PHOTO = jpeg(quadrants(640, 480, BufferedImage.TYPE_INT_RGB));
    private static final String JOB = "process image:process";

    private static TraceCollector collector;
    private static TokenSigner signer;
    private static GatewayFixture fixture;

    private final String trace =
            HexFormat.of().formatHex(randomBytes()) + HexFormat.of().formatHex(randomBytes());
    private final String parent = HexFormat.of().formatHex(randomBytes());
    private final String traceParent = "00-" + trace + "-" + parent + "-01";

    @BeforeAll
    static void start() {
        collector = TraceCollector.start();
        signer = TokenSigner.create();
        fixture = GatewayFixture.start(
                "OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.endpoint(),
                "OTEL_BSP_SCHEDULE_DELAY=100",
                "IMG_GW_UPLOAD_RETRY_COUNT=1",
                "IMG_GW_UPLOAD_RETRY_BASE_MS=10",
                "FOLLOW_API_ED25519_PUBLIC_KEY=" + signer.publicKey());
    }

    @AfterAll
    static void stop() {
        fixture.close();
        collector.close();
    }

    private static byte[] randomBytes() {
        return HexFormat.of()
                .parseHex(UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    }

    private TracedSpan awaitSpan(String name) {
        return await().until(
                        () -> collector.ofTrace(trace).stream()
                                .filter(span -> span.name().equals(name))
                                .findFirst()
                                .orElse(null),
                        span -> span != null);
    }

    private List<String> namesOfChildren(TracedSpan span) {
        return collector.ofTrace(trace).stream()
                .filter(child -> child.parent().equals(span.id()))
                .map(TracedSpan::name)
                .toList();
    }

    @Test
    void giveAJobOneSpanWithItsStepsInTheTraceOfTheProducer() {
        // given
        Job job = Job.jpeg().with("traceparent", traceParent);

        // when
        Map<String, String> result = fixture.process(job, PHOTO);

        // then
        TracedSpan span = awaitSpan(JOB);
        assertThat(span.parent()).isEqualTo(parent);
        assertThat(span.failed()).isFalse();
        assertThat(span.labels())
                .containsEntry("image_id", job.imageId())
                .containsEntry("pipeline", "image")
                .containsEntry("messaging.message.id", result.get("job_id"));
        assertThat(namesOfChildren(span))
                .containsExactly(
                        "checkJob",
                        "readSource",
                        "animation",
                        "decode",
                        "resize",
                        "placeholder",
                        "encode",
                        "store",
                        "succeed",
                        "settle",
                        "logJob",
                        "removeSource");
        assertThat(result.get("traceparent")).startsWith("00-" + trace + "-").doesNotContain(parent);
    }

    @Test
    void showAFailedJobAsFailedWithItsErrorCode() {
        // given: its source never arrives
        Job job = Job.jpeg().with("traceparent", traceParent);

        // when
        Map<String, String> result =
                fixture.jobClient().resultOf(fixture.jobClient().add(job));

        // then
        TracedSpan span = awaitSpan(JOB);
        assertThat(span.failed()).isTrue();
        assertThat(span.labels()).containsEntry("error.type", "SOURCE_NOT_FOUND");
        assertThat(namesOfChildren(span)).containsSequence("checkJob", "readSource", "readSource");
        assertThat(result.get("traceparent")).startsWith("00-" + trace + "-");
    }

    @Test
    void leadFromAnUploadToItsJobAndHoldNoToken() {
        // given
        String image = "traced-" + UUID.randomUUID();
        String token = signer.sign(UploadRequests.claims(image)).value();

        // when
        fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/upload?token=" + token))
                        .header("traceparent", traceParent)
                        .PUT(BodyPublishers.ofByteArray(PHOTO)));

        // then
        TracedSpan upload = awaitSpan("PUT");
        TracedSpan job = awaitSpan(JOB);
        assertThat(upload.parent()).isEqualTo(parent);
        assertThat(job.parent()).isNotEqualTo(parent).isNotEmpty();
        assertThat(UploadRequests.awaitResult(fixture.jobClient(), image).get("traceparent"))
                .startsWith("00-" + trace + "-");
        assertThat(collector.spans().toString()).doesNotContain(token);
    }

    @Test
    void beginOneOfTheirOwnForAJobWithoutAProducersTrace() {
        // when
        Map<String, String> result = fixture.process(Job.jpeg(), PHOTO);

        // then
        assertThat(result.get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }
}
