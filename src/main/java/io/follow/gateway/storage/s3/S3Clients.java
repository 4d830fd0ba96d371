package io.follow.gateway.storage.s3;

import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * The S3 clients of this process: one per server, created when first needed, because this takes a second. Thread-safe.
 */
public final class S3Clients implements AutoCloseable {

    /** The maximum number of workers; connections are opened only when needed. */
    private static final int MAX_CONNECTIONS = 1024;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

    private final Map<S3Settings, S3Client> clients = new ConcurrentHashMap<>();

    private final @Nullable AwsCredentialsProvider credentials;

    /** Clients with the credentials of the AWS tools. */
    public S3Clients() {
        this(null);
    }

    /** @param credentials for every server whose settings name no profile; null for those of the AWS tools */
    public S3Clients(@Nullable AwsCredentialsProvider credentials) {
        this.credentials = credentials;
    }

    /** The client for a server; closed by this class. */
    public S3Client client(S3Settings settings) {
        return clients.computeIfAbsent(settings, this::build);
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
    }

    /** Omits checksums that only newer servers support. */
    private S3Client build(S3Settings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(shorter(CONNECT_LIMIT, settings.timeout()))
                        .socketTimeout(shorter(SILENCE_LIMIT, settings.timeout()))
                        .tcpKeepAlive(true))
                .overrideConfiguration(override ->
                        override.apiCallTimeout(settings.timeout()).retryStrategy(onceOnAnotherConnection()))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(region(settings));
        if (settings.endpoint() != null) {
            // Signed chunks ("aws-chunked") are refused by Google Cloud Storage, Cloudflare R2 and older Ceph.
            builder.endpointOverride(settings.endpoint())
                    .serviceConfiguration(S3Configuration.builder()
                            .chunkedEncodingEnabled(false)
                            .pathStyleAccessEnabled(settings.usesPathStyle())
                            .build());
        } else {
            builder.forcePathStyle(settings.usesPathStyle());
        }
        if (settings.profile() != null) {
            builder.credentialsProvider(ProfileCredentialsProvider.create(settings.profile()));
        } else if (credentials != null) {
            builder.credentialsProvider(credentials);
        }
        return builder.build();
    }

    /**
     * The server may have closed a pooled connection. The route retries all other failures, with longer delays and
     * without holding a worker.
     */
    private static RetryStrategy onceOnAnotherConnection() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .maxAttempts(2)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false)
                .retryOnRootCauseInstanceOf(SocketException.class)
                .retryOnRootCauseInstanceOf(NoHttpResponseException.class)
                .build();
    }

    /** Does not query the instance metadata service, which takes seconds if there is none. */
    private static Region region(S3Settings settings) {
        if (settings.region() != null) {
            return Region.of(settings.region());
        }
        try {
            return new AwsRegionProviderChain(
                            new SystemSettingsRegionProvider(), new AwsProfileRegionProvider(null, settings.profile()))
                    .getRegion();
        } catch (SdkClientException none) {
            return Region.US_EAST_1;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
