package io.follow.gateway.job;

/**
 * An unverified upload token. It is a secret while it is valid, so {@code toString} hides it.
 *
 * @param value the signed token
 */
public record UploadToken(String value) {

    /** The field of an entry that holds it. */
    public static final String FIELD = "upload_token";

    /** Hides the token from logs. */
    @Override
    public String toString() {
        return "UploadToken[hidden]";
    }
}
