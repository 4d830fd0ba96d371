package io.follow.gateway.token;

import org.jspecify.annotations.Nullable;

/**
 * Upload tokens as this gateway knows them.
 *
 * @param verifier knows every public key, the gateway's own included; null when there is none
 * @param signer   makes tokens for callers on this machine; null outside the embedded mode
 */
public record UploadTokens(@Nullable UploadTokenVerifier verifier, @Nullable UploadTokenSigner signer) {

    /**
     * Joins the keys of API servers with a pair of the gateway's own.
     *
     * @param publicKeys keys of API servers, separated by commas, or null
     * @param own        the gateway's own pair, or null
     */
    public static UploadTokens of(@Nullable String publicKeys, @Nullable KeyPairFile own) {
        if (own == null) {
            return new UploadTokens(publicKeys == null ? null : UploadTokenVerifier.ofKeys(publicKeys), null);
        }
        String all = publicKeys == null ? own.publicKey() : publicKeys + "," + own.publicKey();
        return new UploadTokens(UploadTokenVerifier.ofKeys(all), own.signer());
    }
}
