package io.follow.gateway.metrics;

import io.follow.gateway.job.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;

/** Counts rejected upload tokens, of uploads and of jobs. Thread-safe. */
public final class TokenMeters {

    private final Counter expired;
    private final Counter invalid;

    public TokenMeters(Meters meters) {
        this.expired = counter(meters, "expired");
        this.invalid = counter(meters, "invalid");
    }

    private static Counter counter(Meters meters, String reason) {
        return meters.counter("auth.token.failures", "Rejected upload tokens", Tags.of("reason", reason));
    }

    /** Counts a failure if its error code concerns a token. */
    void failed(String code) {
        if (code.equals(ErrorCode.UPLOAD_TOKEN_EXPIRED.name())) {
            expired.increment();
        } else if (code.equals(ErrorCode.UPLOAD_TOKEN_INVALID.name())) {
            invalid.increment();
        }
    }
}
