package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.token.TokenSigner;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: the status of an image, and who may read it. */
@ExtendWith(SharedGatewayExtension.class)
class StatusOverHttpIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayFixture fixture;
    private final TokenSigner signer;

    StatusOverHttpIT(GatewayFixture fixture, TokenSigner signer) {
        this.fixture = fixture;
        this.signer = signer;
    }

    private static String path(String imageId) {
        return "/api/v1/images/" + imageId + "/status";
    }

    private static Map<String, String> json(HttpResponse<String> answer, int status) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readValue(answer.body(), new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private String token(String imageId, Instant expiresAt) {
        JwtClaims claims = TokenSigner.claims(expiresAt.minusSeconds(600), expiresAt);
        claims.setClaim("image_id", imageId);
        return signer.sign(claims).value();
    }

    private Job failedJob() {
        Job job = Job.jpeg();
        fixture.jobClient().awaitEnd(fixture.jobClient().add(job));
        return job;
    }

    @Test
    void isTheHashAndTheImageId() throws JsonProcessingException {
        // given
        Job job = failedJob();

        // when
        Map<String, String> status =
                json(fixture.gateway().get(path(job.imageId()), SharedGatewayExtension.ADMIN_TOKEN), 200);

        // then
        Map<String, String> expected =
                new LinkedHashMap<>(fixture.jobClient().commands().hgetall(JobClient.statusKey(job)));
        expected.put("image_id", job.imageId());
        assertThat(status).containsExactlyInAnyOrderEntriesOf(expected).containsEntry("stage", "failed");
    }

    @Test
    void isReadWithTheUploadTokenOfTheImage() throws JsonProcessingException {
        // given
        Job job = failedJob();
        String expired = token(job.imageId(), Instant.now().minusSeconds(3000));
        String other = token("another", Instant.now().plusSeconds(600));

        // when, then
        json(fixture.gateway().get(path(job.imageId()), expired), 200);
        json(fixture.gateway().get(path(job.imageId()) + "?token=" + other + "&token=" + expired), 200);
        assertThat(json(fixture.gateway().get(path(job.imageId()), other), 401)).containsEntry("code", "UNAUTHORIZED");
        assertThat(json(fixture.gateway().get(path(job.imageId())), 401)).containsEntry("code", "UNAUTHORIZED");
    }

    @Test
    void isNotFoundForAnUnknownImage() throws JsonProcessingException {
        assertThat(json(fixture.gateway().get(path("nobody"), SharedGatewayExtension.ADMIN_TOKEN), 404))
                .containsEntry("code", "NOT_FOUND");
    }

    @Test
    void isNotFoundWhereTheKeyIsNoHash() throws JsonProcessingException {
        // given
        fixture.jobClient().commands().set("image:status:odd", "text");

        // when, then
        json(fixture.gateway().get(path("odd"), SharedGatewayExtension.ADMIN_TOKEN), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2e%2e", "a%2Fb", "a%00b", "%C3%A9", "a;b", "a%20b"})
    void isRefusedForWhatIsNoImageId(String id) {
        HttpResponse<String> answer = fixture.gateway().get(path(id), SharedGatewayExtension.ADMIN_TOKEN);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void isNotSteeredByCamelHeadersFromOutside() throws JsonProcessingException {
        // given
        Job job = failedJob();
        var request = HttpRequest.newBuilder(fixture.gateway().uri(path(job.imageId())))
                .header("Authorization", "Bearer " + SharedGatewayExtension.ADMIN_TOKEN)
                .header("CamelHttpResponseCode", "204")
                .header("CamelHttpPath", "/other")
                .header("id", "nobody");

        // when
        HttpResponse<String> answer = fixture.gateway().send(request);

        // then
        assertThat(json(answer, 200)).containsEntry("image_id", job.imageId());
        assertThat(answer.headers().map()).doesNotContainKeys("CamelHttpPath", "camelhttppath");
    }
}
