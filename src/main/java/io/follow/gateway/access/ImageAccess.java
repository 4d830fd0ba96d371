package io.follow.gateway.access;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.UploadToken;
import io.follow.gateway.token.UploadClaims;
import io.follow.gateway.token.UploadTokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the status and the events of images: whoever uploads them, and operators.
 *
 * @param operators may read all images
 * @param verifier checks upload tokens; null without a public key, and then no upload token opens
 * @param clock tells the time with which {@code exp} is compared
 */
public record ImageAccess(OperatorAccess operators, @Nullable UploadTokenVerifier verifier, Clock clock) {

    /** For how long a token still reads after it expired: an image may wait, and its end is read later. */
    static final Duration READS_AFTER_EXPIRY = Duration.ofHours(1);

    /** Whether the caller may read all of these images of a pipeline. */
    public boolean admits(Caller caller, String pipeline, Collection<ImageId> images) {
        if (operators.admits(caller)) {
            return true;
        }
        // One token after the other, so that no more signatures are checked than needed.
        Set<ImageId> missing = new HashSet<>(images);
        Iterator<String> tokens = caller.tokens().iterator();
        while (!missing.isEmpty() && tokens.hasNext()) {
            imageOf(tokens.next(), pipeline).ifPresent(missing::remove);
        }
        return missing.isEmpty() && !images.isEmpty();
    }

    private Optional<ImageId> imageOf(String token, String pipeline) {
        if (verifier == null) {
            return Optional.empty();
        }
        UploadToken given = new UploadToken(token);
        Instant now = clock.instant();
        try {
            return imageOf(verifier.verify(given, now), pipeline);
        } catch (JobException refused) {
            if (refused.getCode() != ErrorCode.UPLOAD_TOKEN_EXPIRED) {
                return Optional.empty();
            }
        }
        try {
            return imageOf(verifier.verify(given, now.minus(READS_AFTER_EXPIRY)), pipeline);
        } catch (JobException expiredForLong) {
            return Optional.empty();
        }
    }

    private static Optional<ImageId> imageOf(UploadClaims claims, String pipeline) {
        return claims.pipeline().equals(pipeline) ? Optional.of(claims.imageId()) : Optional.empty();
    }
}
