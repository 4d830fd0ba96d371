package io.follow.gateway.job;

/**
 * An upload token as it came, not yet verified. It is a secret while it is valid, so it never prints itself.
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
