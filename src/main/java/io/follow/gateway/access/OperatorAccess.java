package io.follow.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
        return hasToken(caller) || (localNeedsNoToken && caller.isLocal());
    }

    private boolean hasToken(Caller caller) {
        if (adminToken == null) {
            return false;
        }
        byte[] expected = adminToken.getBytes(StandardCharsets.UTF_8);
        return caller.tokens().stream()
                .anyMatch(token -> MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Hides the token from logs. */
    @Override
    public String toString() {
        return "OperatorAccess[local=" + localNeedsNoToken + "]";
    }
}
