package io.follow.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.UploadToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTokenVerifierTest {

    private static final Instant ISSUED = Instant.parse("2026-02-24T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-02-24T10:05:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-02-24T10:15:00Z");

    private final TokenSigner signer = TokenSigner.create();
    private final UploadTokenVerifier verifier = UploadTokenVerifier.ofKeys(signer.publicKey());

    private JobException refusal(UploadToken token, Instant moment) {
        JobException refusal = catchThrowableOfType(JobException.class, () -> verifier.verify(token, moment));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n").satisfies(message -> assertThat(
                        token.value().isEmpty() || !message.contains(token.value()))
                .isTrue());
        return refusal;
    }

    private void assertInvalid(UploadToken token) {
        assertThat(refusal(token, NOW).getCode()).isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    private static JwtClaims claims() {
        return TokenSigner.claims(ISSUED, EXPIRES);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheClaimsOfASignedToken() throws JobException {
        assertThat(verifier.verify(signer.sign(claims()), NOW))
                .isEqualTo(new UploadClaims(
                        new ImageId("42"), new StorageKey("images/42.jpg"), "image/jpeg", 10_485_760, ISSUED, EXPIRES));
    }

    @Test
    void acceptsAnyOfSeveralKeys() throws JobException {
        // given
        TokenSigner next = TokenSigner.create();
        UploadTokenVerifier both = UploadTokenVerifier.ofKeys(signer.publicKey() + "," + next.publicKey());

        // when, then
        assertThat(both.verify(signer.sign(claims()), NOW).imageId()).hasToString("42");
        assertThat(both.verify(next.sign(claims()), NOW).imageId()).hasToString("42");
    }

    @Test
    void refusesAnUnknownKey() {
        JobException refusal = refusal(TokenSigner.create().sign(claims()), NOW);

        assertThat(refusal.getCode()).isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
        assertThat(refusal).hasMessage("the upload token is not signed by a known key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "RS256", "ES256", "eddsa", "Ed448", ""})
    void refusesEveryOtherAlgorithm(String algorithm) {
        // given
        String[] parts = signer.sign(claims()).value().split("\\.", -1);
        String header = base64("{\"alg\":\"" + algorithm + "\"}");

        // when, then
        assertInvalid(new UploadToken(header + "." + parts[1] + "." + parts[2]));
        assertInvalid(new UploadToken(header + "." + parts[1] + "."));
    }

    @Test
    void refusesATokenWithoutItsSignature() {
        String token = signer.sign(claims()).value();

        assertInvalid(new UploadToken(token.substring(0, token.lastIndexOf('.') + 1)));
        assertInvalid(new UploadToken(token.substring(0, token.lastIndexOf('.'))));
    }

    @Test
    void refusesOtherClaimsUnderTheSameSignature() {
        // given
        String[] parts = signer.sign(claims()).value().split("\\.", -1);
        JwtClaims other = claims();
        other.setClaim("image_id", "43");

        // when, then
        assertInvalid(new UploadToken(parts[0] + "." + base64(other.toJson()) + "." + parts[2]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "....", "a.b.c", "Bearer x.y.z", "e30.e30.e30", "\u0000.\u0000.\u0000"})
    void refusesWhatIsNoToken(String text) {
        assertInvalid(new UploadToken(text));
    }

    @Test
    void refusesATokenThatIsTooLongToBeOne() {
        // given
        JwtClaims claims = claims();
        claims.setClaim("padding", "x".repeat(UploadTokenVerifier.MAX_LENGTH));

        // when, then
        assertThat(refusal(signer.sign(claims), NOW)).hasMessage("the upload token is longer than 8192 characters");
    }

    @Test
    void refusesEveryTokenWithAChangedCharacter() {
        String token = signer.sign(claims()).value();
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            // given
            StringBuilder changed = new StringBuilder(token);
            // The last character carries bits that base64 does not use.
            int at = random.nextInt(token.length() - 1);
            changed.setCharAt(at, token.charAt(at) == 'A' ? 'B' : 'A');

            // when, then
            assertInvalid(new UploadToken(changed.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iss", "image_id", "storage_key", "content_type", "max_file_size", "iat", "exp"})
    void refusesATokenWithoutOneOfItsClaims(String name) {
        JwtClaims claims = claims();
        claims.unsetClaim(name);

        assertInvalid(signer.sign(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iss", "image_id", "storage_key", "content_type", "max_file_size", "iat", "exp"})
    void refusesAClaimOfAnotherType(String name) {
        JwtClaims claims = claims();
        claims.setClaim(name, true);

        assertInvalid(signer.sign(claims));
    }

    @ParameterizedTest
    @CsvSource({
        "sub,           image-read",
        "iss,           somebody-else",
        "image_id,      a/b",
        "storage_key,   ../x",
        "storage_key,   /etc/x",
        "max_file_size, 0",
        "max_file_size, -1",
        "max_file_size, 1.5",
        "max_file_size, 10MB"
    })
    void refusesAClaimOfAnotherValue(String name, String value) {
        JwtClaims claims = claims();
        claims.setClaim(name, value);

        assertInvalid(signer.sign(claims));
    }

    @ParameterizedTest
    @CsvSource({
        "iss, the upload token has an iss other than follow-api",
        "sub, the upload token has a sub other than image-upload",
        "exp, the upload token has no exp",
        "iat, the upload token has no iat",
        "image_id, upload token: the claim image_id is missing"
    })
    void saysWhichClaimIsMissing(String name, String message) {
        JwtClaims claims = claims();
        claims.unsetClaim(name);

        assertThat(refusal(signer.sign(claims), NOW)).hasMessage(message);
    }

    @Test
    void refusesATokenBeforeItsTime() {
        JwtClaims claims = claims();
        claims.setNotBefore(NumericDate.fromSeconds(NOW.getEpochSecond() + 31));

        assertThat(refusal(signer.sign(claims), NOW)).hasMessage("the upload token is not valid yet");
    }

    @Test
    void readsASizeWrittenAsText() throws JobException {
        JwtClaims claims = claims();
        claims.setClaim("max_file_size", "123");

        assertThat(verifier.verify(signer.sign(claims), NOW).maxFileSize()).isEqualTo(123);
    }

    @Test
    void passesOverClaimsItDoesNotKnow() throws JobException {
        JwtClaims claims = claims();
        claims.setAudience("somebody");
        claims.setClaim("role", "admin");

        assertThat(verifier.verify(signer.sign(claims), NOW).imageId()).hasToString("42");
    }

    @Test
    void refusesAPayloadThatIsNoJsonObject() {
        assertInvalid(signer.sign("[]"));
        assertInvalid(signer.sign("not json"));
        assertInvalid(signer.sign(""));
    }

    @Test
    void refusesAClaimGivenTwice() {
        String json = claims().toJson();

        assertInvalid(signer.sign(json.substring(0, json.length() - 1) + ",\"image_id\":\"43\"}"));
    }

    @Test
    void comparesTheExpiryWithTheGivenMomentAndAllowsForClocks() throws JobException {
        UploadToken token = signer.sign(claims());

        assertThat(verifier.verify(token, EXPIRES.plusSeconds(29)).expiresAt()).isEqualTo(EXPIRES);
        assertThat(refusal(token, EXPIRES.plusSeconds(30)).getCode()).isEqualTo(ErrorCode.UPLOAD_TOKEN_EXPIRED);
        assertThat(refusal(token, Instant.MAX).getCode()).isEqualTo(ErrorCode.UPLOAD_TOKEN_EXPIRED);
    }

    @Test
    void acceptsATokenMadeByAClockThatIsAhead() throws JobException {
        assertThat(verifier.verify(signer.sign(claims()), ISSUED.minusSeconds(60))
                        .issuedAt())
                .isEqualTo(ISSUED);
    }

    @Test
    void callsAnExpiredTokenInvalidWhenMoreIsWrong() {
        JwtClaims claims = claims();
        claims.setIssuer("somebody-else");

        assertThat(refusal(signer.sign(claims), EXPIRES.plusSeconds(60)).getCode())
                .isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
        assertThat(refusal(TokenSigner.create().sign(claims()), EXPIRES.plusSeconds(60))
                        .getCode())
                .isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    void takesAnExpiryPastEveryClockForTheEndOfTime() throws JobException {
        JwtClaims claims = claims();
        claims.setExpirationTime(NumericDate.fromSeconds(Long.MAX_VALUE));

        assertThat(verifier.verify(signer.sign(claims), NOW).expiresAt().getEpochSecond())
                .isEqualTo(Instant.MAX.getEpochSecond());
    }
}
