package io.follow.gateway.token;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.job.UploadToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the upload token of a job in the stream. Without a public key, tokens cannot be verified and are
 * ignored, unless they are required.
 *
 * @param verifier verifies with the public keys; null if none is configured
 * @param required whether every job needs a token
 */
public record JobTokenPolicy(@Nullable UploadTokenVerifier verifier, boolean required) {

    /**
     * Checks a job that is in the stream for the first time, that is, not replayed.
     *
     * @param job the job
     * @param pipeline the pipeline that it is in
     * @throws JobException see {@link #check(ImageJob, String, Instant)}
     */
    public void check(ImageJob job, String pipeline) throws JobException {
        check(job, pipeline, job.id().enteredAt());
    }

    /**
     * Checks a job.
     *
     * @param job       the job
     * @param pipeline  the pipeline that it is in
     * @param enteredAt when it entered the stream; for a replayed dead letter, when its first entry did
     * @throws JobException {@link ErrorCode#UPLOAD_TOKEN_INVALID} if a required token is missing or cannot be verified,
     *     or a token is not for this image and key; {@link ErrorCode#UPLOAD_TOKEN_EXPIRED} if it had expired
     */
    public void check(ImageJob job, String pipeline, Instant enteredAt) throws JobException {
        UploadToken token = job.uploadToken();
        if (token == null) {
            if (required) {
                throw invalid("upload_token is missing, and every job needs one here");
            }
            return;
        }
        if (verifier == null) {
            if (required) {
                throw invalid("upload_token cannot be verified, no public key is configured");
            }
            return;
        }
        UploadClaims claims = verifier.verify(token, enteredAt);
        if (!claims.imageId().equals(job.imageId())) {
            throw invalid("the upload token is for another image_id");
        }
        if (!claims.storageKey().equals(job.storageKey())) {
            throw invalid("the upload token is for another storage_key");
        }
        if (!claims.pipeline().equals(pipeline)) {
            throw invalid("the upload token is for the pipeline " + OneLine.of(claims.pipeline()) + ", expected "
                    + pipeline + " in its claim pipeline");
        }
    }

    private static JobException invalid(String message) {
        return new JobException(ErrorCode.UPLOAD_TOKEN_INVALID, message);
    }
}
