package io.follow.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * Who may make operator calls.
 *
 * @param adminToken {@code IMG_GW_ADMIN_TOKEN}; null when there is none, and then no token opens
 * @param localNeedsNoToken true in the embedded mode: somebody on this machine may call without a token
 */
public record OperatorAccess(@Nullable String adminToken, boolean localNeedsNoToken) {

    /** Whether the caller may go on. Tokens are compared in constant time. */
    public boolean admits(Caller caller) {
        return caller.hasToken(adminToken) || (localNeedsNoToken && caller.isLocal());
    }

    /** Hides the token from logs. */
    @Override
    public String toString() {
        return "OperatorAccess[local=" + localNeedsNoToken + "]";
    }
}
