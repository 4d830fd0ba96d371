package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.token.TokenSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: uploads over HTTP, as whole requests. */
@ExtendWith(SharedGatewayExtension.class)
class UploadIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayFixture fixture;
    private final TokenSigner signer;
    private final String image = "upload-" + UUID.randomUUID();

    UploadIT(GatewayFixture fixture, TokenSigner signer) {
        this.fixture = fixture;
        this.signer = signer;
    }

    private JwtClaims claims() {
        return UploadRequests.claims(image);
    }

    private String token() {
        return signer.sign(claims()).value();
    }

    private HttpRequest.Builder put(String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(fixture.gateway().uri(path)).PUT(body);
    }

    private HttpResponse<String> upload(String token, byte[] body) {
        return fixture.gateway()
                .send(put("/api/v1/upload", BodyPublishers.ofByteArray(body))
                        .header("Authorization", "Bearer " + token));
    }

    private static Map<String, String> json(HttpResponse<String> answer) throws JsonProcessingException {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return JSON.readValue(answer.body(), new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private void assertRefused(HttpResponse<String> answer, int status, String code) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer)).containsOnlyKeys("code", "message").containsEntry("code", code);
    }

    private String guard() {
        return UploadRequests.guard(image);
    }

    private Map<String, String> awaitResult() {
        return UploadRequests.awaitResult(fixture.jobClient(), image);
    }

    private List<Path> sources() throws IOException {
        return UploadRequests.received(fixture.incoming()).stream()
                .filter(file -> file.toString().contains(image))
                .toList();
    }

    @Test
    void becomesAJobThatIsProcessed() throws Exception {
        // when
        HttpResponse<String> answer = upload(token(), photo(40, 30));

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer)).isEqualTo(Map.of("image_id", image, "status", "processing"));
        Map<String, String> result = awaitResult();
        assertThat(result)
                .containsEntry("status", "processed")
                .containsEntry("storage_key", "uploads/" + image + ".webp")
                .containsEntry("original_width", "40");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/upload", "/api/v1/upload"})
    void takesTheTokenAsAParameterToo(String path) {
        // when
        HttpResponse<String> answer =
                fixture.gateway().send(put(path + "?token=" + token(), BodyPublishers.ofByteArray(photo(8, 8))));

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void takesABodyWhoseLengthIsNotAnnounced() throws Exception {
        // given
        byte[] photo = photo(64, 48);

        // when
        HttpResponse<String> answer = fixture.gateway()
                .send(put("/upload", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(photo)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Bearer " + token()));

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(awaitResult()).containsEntry("status", "processed");
    }

    @Test
    void leavesNoRawImageBehindOnceTheJobHasEnded() {
        // when
        upload(token(), photo(40, 30));

        // then
        awaitResult();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sources()).isEmpty());
        assertThat(fixture.jobClient().commands().hgetall("image:process:sources"))
                .isEmpty();
    }

    @Test
    void isRefusedASecondTimeAsADuplicate() throws Exception {
        // given
        upload(token(), photo(8, 8));

        // when
        HttpResponse<String> second = upload(token(), photo(8, 8));

        // then
        assertRefused(second, 409, "DUPLICATE_UPLOAD");
        assertThat(fixture.jobClient().commands().get(guard())).isEqualTo("claimed");
        assertThat(fixture.jobClient().commands().ttl(guard())).isBetween(3500L, 3600L);
    }

    @Test
    void isGuardedAsLongAsItsTokenLives() {
        // given
        JwtClaims claims = claims();
        claims.setExpirationTimeMinutesInTheFuture(180);

        // when
        upload(signer.sign(claims).value(), photo(8, 8));

        // then
        assertThat(fixture.jobClient().commands().ttl(guard())).isBetween(10_700L, 10_800L);
    }

    @Test
    void isRefusedWithoutAGoodToken() throws Exception {
        // given
        JwtClaims expired = TokenSigner.claims(
                Instant.now().minusSeconds(900), Instant.now().minusSeconds(60));
        JwtClaims escaping = claims();
        escaping.setClaim("storage_key", "../" + image);
        byte[] body = photo(8, 8);

        // when, then
        assertRefused(upload("nonsense", body), 401, "UPLOAD_TOKEN_INVALID");
        assertRefused(upload(signer.sign(expired).value(), body), 401, "UPLOAD_TOKEN_EXPIRED");
        assertRefused(upload(TokenSigner.create().sign(claims()).value(), body), 401, "UPLOAD_TOKEN_INVALID");
        assertRefused(upload(signer.sign(escaping).value(), body), 401, "UPLOAD_TOKEN_INVALID");
        assertRefused(
                fixture.gateway().send(put("/upload", BodyPublishers.ofByteArray(body))), 401, "UPLOAD_TOKEN_INVALID");
        assertThat(fixture.jobClient().commands().exists(guard())).isZero();
    }

    @Test
    void isRefusedWhenEmptyAndMayThenBeTriedAgain() throws Exception {
        assertRefused(upload(token(), new byte[0]), 400, "FILE_TOO_SMALL");
        assertRefused(
                fixture.gateway()
                        .send(put(
                                "/upload?token=" + token(),
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[0])))),
                400,
                "FILE_TOO_SMALL");
        assertThat(upload(token(), photo(8, 8)).statusCode()).isEqualTo(202);
    }

    @Test
    void isRefusedWhenLargerThanItsTokenAllows() throws Exception {
        // given
        JwtClaims claims = claims();
        claims.setClaim("max_file_size", 99);
        String token = signer.sign(claims).value();

        // when, then
        byte[] photo = photo(40, 30);
        assertRefused(upload(token, photo), 413, "FILE_TOO_LARGE");
        assertRefused(
                fixture.gateway()
                        .send(put(
                                "/upload?token=" + token,
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(photo)))),
                413,
                "FILE_TOO_LARGE");
        assertThat(sources()).isEmpty();
        assertThat(fixture.jobClient().commands().exists(guard())).isZero();
    }

    @Test
    void isRefusedWhenTheTypeIsNotProcessed() throws Exception {
        // given
        JwtClaims claims = claims();
        claims.setClaim("content_type", "image/tiff");

        // when, then
        assertRefused(upload(signer.sign(claims).value(), new byte[10]), 400, "UNSUPPORTED_FORMAT");
    }

    @Test
    void isRefusedWhenTheFirstBytesAreOfAnotherTypeAndMayThenBeTriedAgain() throws Exception {
        // when
        HttpResponse<String> refused = upload(token(), "GIF89a, and more of it".getBytes(StandardCharsets.US_ASCII));

        // then
        assertRefused(refused, 415, "INVALID_MAGIC_BYTES");
        assertThat(json(refused).get("message")).isEqualTo("first bytes 47 49 46 38 are not image/jpeg but image/gif");
        assertThat(sources()).isEmpty();
        assertThat(fixture.jobClient().commands().exists(guard())).isZero();
        assertThat(upload(token(), photo(8, 8)).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void isRefusedWhenTheBodyIsEncoded(String encoding) throws Exception {
        // given: an upload of the same image, which would be answered with 409
        fixture.jobClient().commands().set(guard(), "claimed");

        // when
        HttpResponse<String> refused = fixture.gateway()
                .send(put("/upload?token=" + token(), BodyPublishers.ofByteArray(photo(8, 8)))
                        .header("Content-Encoding", encoding));

        // then
        assertRefused(refused, 415, "UNSUPPORTED_ENCODING");
    }

    @Test
    void takesTheEncodingIdentity() {
        assertThat(fixture.gateway()
                        .send(put("/upload?token=" + token(), BodyPublishers.ofByteArray(photo(8, 8)))
                                .header("Content-Encoding", "identity"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void takesThePathOfTheTokensOwnImageAlone() throws Exception {
        assertRefused(
                fixture.gateway()
                        .send(put("/upload/another?token=" + token(), BodyPublishers.ofByteArray(photo(8, 8)))),
                401,
                "UPLOAD_TOKEN_INVALID");
        assertThat(fixture.gateway()
                        .send(put("/upload/" + image + "?token=" + token(), BodyPublishers.ofByteArray(photo(8, 8))))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void isNotSteeredByHeadersFromOutside() throws Exception {
        // when
        HttpResponse<String> answer = fixture.gateway()
                .send(put(
                                "/upload?token=" + token() + "&CamelValkeyStreamsStream=x&CamelHttpResponseCode=200",
                                BodyPublishers.ofByteArray(photo(8, 8)))
                        .header("CamelHttpResponseCode", "200")
                        .header("CamelValkeyStreamsEntryId", "1-1")
                        .header("GatewayRequestId", "x")
                        .header("CamelFileName", "../x"));

        // then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("camel"));
        assertThat(awaitResult()).containsEntry("status", "processed");
    }

    @Test
    void findsNoTokensToTryWithOutsideTheEmbeddedMode() {
        assertThat(fixture.gateway()
                        .send(HttpRequest.newBuilder(fixture.gateway().uri("/api/v1/demo/tokens"))
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
    }
}
