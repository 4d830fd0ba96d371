package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailed;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 6 for jobs in the stream. */
@ExtendWith(SharedGatewayExtension.class)
class UploadTokenIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));

    private final GatewayFixture fixture;
    private final TokenSigner signer;
    private final Job job = Job.jpeg();

    UploadTokenIT(GatewayFixture fixture, TokenSigner signer) {
        this.fixture = fixture;
        this.signer = signer;
        fixture.putSource(job, PHOTO);
    }

    @Test
    void processesAJobWithATokenOfItsOwn() {
        Job signed = job.with("upload_token", signer.sign(claims(job)).value());
        assertThat(fixture.jobClient().resultOf(fixture.jobClient().add(signed)))
                .containsEntry("status", "processed");
    }

    @Test
    @CoversErrorCodes(ErrorCode.UPLOAD_TOKEN_INVALID)
    void refusesATokenOfAnotherKey() {
        refuses(TokenSigner.create().sign(claims(job)).value(), ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    @CoversErrorCodes(ErrorCode.UPLOAD_TOKEN_INVALID)
    void refusesATokenForAnotherImage() {
        refuses(
                signer.sign(claims(Job.jpeg().with("storage_key", job.storageKey())))
                        .value(),
                ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    @CoversErrorCodes(ErrorCode.UPLOAD_TOKEN_INVALID)
    void refusesATokenForAnotherStorageKey() {
        refuses(signer.sign(claims(job.with("storage_key", "other.jpg"))).value(), ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    @CoversErrorCodes(ErrorCode.UPLOAD_TOKEN_INVALID)
    void refusesWhatIsNoTokenWithoutRepeatingIt() {
        assertThat(refuses("not-a-token", ErrorCode.UPLOAD_TOKEN_INVALID)).doesNotContain("not-a-token");
    }

    @Test
    @CoversErrorCodes(ErrorCode.UPLOAD_TOKEN_EXPIRED)
    void refusesATokenThatHadExpiredWhenTheJobEnteredTheStream() {
        // given
        JwtClaims claims = claims(job, Instant.now().minus(Duration.ofHours(1)));

        // when // then
        refuses(signer.sign(claims).value(), ErrorCode.UPLOAD_TOKEN_EXPIRED);
    }

    private String refuses(String token, ErrorCode code) {
        Job signed = job.with("upload_token", token);
        return assertFailed(fixture, signed, fixture.jobClient().add(signed), code);
    }

    private static JwtClaims claims(Job job) {
        return claims(job, Instant.now().plus(Duration.ofMinutes(5)));
    }

    private static JwtClaims claims(Job job, Instant expiresAt) {
        JwtClaims claims = TokenSigner.claims(expiresAt.minus(Duration.ofHours(2)), expiresAt);
        claims.setClaim("image_id", job.imageId());
        claims.setClaim("storage_key", job.storageKey());
        return claims;
    }
}
