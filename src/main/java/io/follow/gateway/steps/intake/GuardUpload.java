package io.follow.gateway.steps.intake;

import io.follow.gateway.intake.UploadGuard;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.token.UploadClaims;
import java.time.Clock;
import java.time.Duration;

/** Admits one upload of an image at a time, before its body is read. */
public final class GuardUpload {

    private final PerPipeline<UploadGuard> guards;
    private final Clock clock;

    public GuardUpload(PerPipeline<UploadGuard> guards, Clock clock) {
        this.guards = guards;
        this.clock = clock;
    }

    /** Sets the upload guard of the image, or rejects the upload if another one has set it. */
    public void claim(Upload upload) throws HttpProblem, InterruptedException {
        UploadClaims claims = upload.claims();
        // Until the server has said no, the guard may be this request's.
        upload.guarded(true);
        Duration left = Duration.between(clock.instant(), claims.expiresAt());
        if (!guards.of(upload.pipeline().name()).claim(claims.imageId(), upload.requestId(), left)) {
            upload.guarded(false);
            throw UploadProblem.duplicate();
        }
    }
}
