package io.follow.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.FailureCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.job.UploadToken;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTokenPolicyTest {

    private static final Instant ENTERED = Instant.parse("2026-02-24T10:00:00Z");

    private final TokenSigner signer = TokenSigner.create();
    private final UploadTokenVerifier verifier = UploadTokenVerifier.ofKeys(signer.publicKey());
    private final JobTokenPolicy checking = new JobTokenPolicy(verifier, false);
    private final JobTokenPolicy requiring = new JobTokenPolicy(verifier, true);

    private static ImageJob job(String imageId, String storageKey, UploadToken token) {
        StorageKey key = new StorageKey(storageKey);
        return new ImageJob(
                new JobId(ENTERED.toEpochMilli(), 0),
                new ImageId(imageId),
                key,
                key,
                "image/jpeg",
                Long.MAX_VALUE,
                token,
                null,
                List.of());
    }

    private static ImageJob job(UploadToken token) {
        return job("42", "images/42.jpg", token);
    }

    private UploadToken token(Instant expiresAt) {
        return signer.sign(TokenSigner.claims(ENTERED.minusSeconds(7200), expiresAt));
    }

    private static FailureCode refusal(JobTokenPolicy policy, ImageJob job) {
        JobException refusal = catchThrowableOfType(JobException.class, () -> policy.check(job, "image"));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.getCode();
    }

    @Test
    void letsAJobWithItsTokenPass() {
        assertThatCode(() -> requiring.check(job(token(ENTERED.plusSeconds(60))), "image"))
                .doesNotThrowAnyException();
    }

    @Test
    void letsAJobWithoutATokenPassUnlessRequired() {
        assertThatCode(() -> checking.check(job(null), "image")).doesNotThrowAnyException();
        assertThat(refusal(requiring, job(null))).isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    void passesATokenOverWithoutAKeyUnlessRequired() {
        // given
        UploadToken unverifiable = new UploadToken("anything");

        // when, then
        assertThatCode(() -> new JobTokenPolicy(null, false).check(job(unverifiable), "image"))
                .doesNotThrowAnyException();
        assertThat(refusal(new JobTokenPolicy(null, true), job(unverifiable)))
                .isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    void refusesABadTokenEvenWhenNoneIsRequired() {
        assertThat(refusal(checking, job(new UploadToken("")))).isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
        assertThat(refusal(checking, job(new UploadToken("a.b.c")))).isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @ParameterizedTest
    @CsvSource({"43, images/42.jpg", "42, images/43.jpg", "42, images/42.webp"})
    void refusesATokenForAnotherJob(String imageId, String storageKey) {
        assertThat(refusal(checking, job(imageId, storageKey, token(ENTERED.plusSeconds(60)))))
                .isEqualTo(ErrorCode.UPLOAD_TOKEN_INVALID);
    }

    @Test
    void comparesTheExpiryWithTheMomentTheJobEnteredTheStream() {
        // given a token that ended long ago, but after the job had entered
        UploadToken token = token(ENTERED.plusSeconds(1));

        // when, then
        assertThatCode(() -> checking.check(job(token), "image")).doesNotThrowAnyException();
        assertThat(refusal(checking, job(token(ENTERED.minusSeconds(31))))).isEqualTo(ErrorCode.UPLOAD_TOKEN_EXPIRED);
    }

    @Test
    void comparesTheExpiryOfAReplayedJobWithItsFirstEntry() {
        // given
        UploadToken token = token(ENTERED.minusSeconds(3600));

        // when, then
        assertThatCode(() -> checking.check(job(token), "image", ENTERED.minusSeconds(3700)))
                .doesNotThrowAnyException();
    }
}
