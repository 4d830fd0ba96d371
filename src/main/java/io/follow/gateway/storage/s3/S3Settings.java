package io.follow.gateway.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an S3 server is reached. What is null is found where the tools of AWS look: in variables such as
 * {@code AWS_REGION}, then in the profile files.
 *
 * @param endpoint  {@code http} or {@code https}, a host and perhaps a port; null for AWS itself
 * @param region    null for {@code us-east-1} where the tools of AWS have none either
 * @param pathStyle whether the bucket stands in the path of a request and not before the name of the host; null for yes
 *     if there is an endpoint
 * @param profile   whose credentials are used; null for the default chain: variables, profile files, role of the
 *     container or machine
 * @param timeout   how long one call may take from its beginning to the last byte of the answer
 */
public record S3Settings(
        @Nullable URI endpoint,
        @Nullable String region,
        @Nullable Boolean pathStyle,
        @Nullable String profile,
        Duration timeout) {

    /** AWS with everything found where its own tools look. */
    public static final S3Settings OF_AWS = new S3Settings(null, null, null, null, Duration.ofSeconds(30));

    boolean usesPathStyle() {
        return pathStyle == null ? endpoint != null : pathStyle;
    }

    /**
     * Reads an endpoint.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    public static URI endpoint(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException notUri) {
            throw new IllegalArgumentException("the endpoint is no address", notUri);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        if (!http || uri.getHost() == null || !bare || !uri.getRawPath().matches("/?")) {
            throw new IllegalArgumentException("the endpoint is not http:// or https:// with a host and a port alone");
        }
        // Without the slash, so that one server has one address.
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
