package io.follow.gateway.token;

import org.jspecify.annotations.Nullable;

/**
 * The verification and creation of upload tokens in this gateway.
 *
 * @param verifier verifies with all public keys, including the gateway's own; null if there is none
 * @param signer   creates tokens for callers on this machine; null outside embedded mode
 */
public record UploadTokens(@Nullable UploadTokenVerifier verifier, @Nullable UploadTokenSigner signer) {

    /**
     * Combines the keys of API servers with the gateway's own key pair.
     *
     * @param publicKeys keys of API servers, separated by commas, or null
     * @param own        the gateway's own key pair, or null
     */
    public static UploadTokens of(@Nullable String publicKeys, @Nullable KeyPairFile own) {
        if (own == null) {
            return new UploadTokens(publicKeys == null ? null : UploadTokenVerifier.ofKeys(publicKeys), null);
        }
        String all = publicKeys == null ? own.publicKey() : publicKeys + "," + own.publicKey();
        return new UploadTokens(UploadTokenVerifier.ofKeys(all), own.signer());
    }
}
