package io.follow.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * Who may add jobs over HTTP. No caller needs less than a token, not even on this machine.
 *
 * @param adminToken {@code IMG_GW_ADMIN_TOKEN}, or null
 * @param jobsToken {@code IMG_GW_JOBS_TOKEN}, or null
 */
public record ProducerAccess(@Nullable String adminToken, @Nullable String jobsToken) {

    /** Whether the caller may go on. Tokens are compared in constant time. */
    public boolean admits(Caller caller) {
        return caller.hasToken(adminToken) || caller.hasToken(jobsToken);
    }

    /** Hides the tokens from logs. */
    @Override
    public String toString() {
        return "ProducerAccess";
    }
}
