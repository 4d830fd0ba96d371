package io.follow.gateway.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to an S3 server. Null values are resolved as in the AWS tools: from variables such as
 * {@code AWS_REGION}, then from the profile files.
 *
 * @param endpoint  {@code http} or {@code https}, a host and an optional port; null for AWS
 * @param region    null for the region of the AWS tools, else {@code us-east-1}
 * @param pathStyle whether the bucket is part of the path instead of the host name; null for true if there is an
 *     endpoint
 * @param profile   the profile whose credentials are used; null for the default chain: variables, profile files, role
 *     of the container or machine
 * @param timeout   time limit for one call, from its start to the last byte of the response
 */
public record S3Settings(
        @Nullable URI endpoint,
        @Nullable String region,
        @Nullable Boolean pathStyle,
        @Nullable String profile,
        Duration timeout) {

    /** AWS with the settings of its own tools. */
    public static final S3Settings OF_AWS = new S3Settings(null, null, null, null, Duration.ofSeconds(30));

    boolean usesPathStyle() {
        return pathStyle == null ? endpoint != null : pathStyle;
    }

    /**
     * Parses an endpoint.
     *
     * @throws IllegalArgumentException if it is invalid; the message does not repeat it
     */
    public static URI endpoint(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException notUri) {
            throw new IllegalArgumentException("the endpoint is not a URL", notUri);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        if (!http || uri.getHost() == null || !bare || !uri.getRawPath().matches("/?")) {
            throw new IllegalArgumentException(
                    "the endpoint is not http:// or https:// followed by a host and an optional port");
        }
        // Without the trailing slash, so that each server has only one URL.
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
