package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.photo;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.token.TokenSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1: the trace context of a producer, which passes through although nothing is traced here. */
@ExtendWith(SharedGatewayExtension.class)
class TraceContextIT {

    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final GatewayFixture fixture;
    private final TokenSigner signer;

    TraceContextIT(GatewayFixture fixture, TokenSigner signer) {
        this.fixture = fixture;
        this.signer = signer;
    }

    @Test
    void passesFromAJobToItsResult() {
        // given
        Job job = Job.jpeg().with("traceparent", TRACE_PARENT);

        // when
        Map<String, String> result = fixture.process(job, photo(40, 30));

        // then
        assertThat(result).containsEntry("status", "processed").containsEntry("traceparent", TRACE_PARENT);
    }

    @Test
    void passesToTheResultOfAFailedJob() {
        // given
        Job job = Job.jpeg().with("expected_content_type", "text/plain").with("traceparent", TRACE_PARENT);

        // when
        Map<String, String> result = fixture.process(job, photo(40, 30));

        // then
        assertThat(result).containsEntry("status", "failed").containsEntry("traceparent", TRACE_PARENT);
    }

    @Test
    void passesFromAnUploadToTheResult() {
        // given
        String image = "trace-" + UUID.randomUUID();
        String token = signer.sign(UploadRequests.claims(image)).value();

        // when
        fixture.gateway()
                .send(HttpRequest.newBuilder(fixture.gateway().uri("/upload?token=" + token))
                        .header("Traceparent", TRACE_PARENT)
                        .PUT(BodyPublishers.ofByteArray(photo(40, 30))));

        // then
        assertThat(UploadRequests.awaitResult(fixture.jobClient(), image)).containsEntry("traceparent", TRACE_PARENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-abc-def-01", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"})
    void isPassedOverWhereItIsMalformed(String malformed) {
        // given
        Job job = Job.jpeg().with("traceparent", malformed);

        // when
        Map<String, String> result = fixture.process(job, photo(40, 30));

        // then
        assertThat(result).containsEntry("status", "processed").doesNotContainKey("traceparent");
    }
}
