package io.follow.gateway.settings;

import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.PipelineNaming;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the gateway. Defaults of what an environment variable can set stand in {@link EnvVariable}, those of the
 * rest in {@code application.yaml}; the values of variables have been checked before this is made.
 *
 * @param dataDir where the embedded server, the local stores and the drop folder live
 * @param inbox the drop folder
 * @param routesDir the folder of the route files, or null when the copy inside the jar is used
 * @param routesStrict whether a start with a broken route file is refused
 * @param workers jobs worked on at the same time; with 0, no stream is read
 * @param shutdownTimeout how long a stop may take
 * @param keys the names of the keys of the pipeline {@code image}
 * @param adminToken the token of operators, or null when operator calls are refused
 * @param metrics where metrics are served
 * @param jobsToken the token of producers that add jobs over HTTP, or null when only operators may
 * @param corsOrigins the origins whose pages may upload images and follow them; none when null
 */
@ConfigurationProperties("gateway")
public record GatewayProperties(
        Path dataDir,
        Path inbox,
        @Nullable Path routesDir,
        boolean routesStrict,
        int workers,
        Duration shutdownTimeout,
        @Nullable String adminToken,
        Metrics metrics,
        @Nullable String jobsToken,
        @Nullable List<String> corsOrigins,
        Server server,
        Permissions permissions,
        PipelineKeys keys,
        Stores stores,
        S3 s3,
        Image image,
        Status status,
        Live live,
        Token token,
        Upload upload) {

    /** Whether this process reads streams, rather than only takes in what other processes work on. */
    public boolean readsStreams() {
        return workers > 0;
    }

    /** The names of everything that belongs to pipelines. */
    public PipelineNaming naming() {
        return new PipelineNaming(keys, server.clusterNodes() != null);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "settings of " + server;
    }

    /** Whether there is somebody who can use the page at {@code /}. */
    public boolean hasPage() {
        return server.embedded() || adminToken != null;
    }

    /** Where metrics are served. */
    public enum Metrics {
        /** On the management port alone. */
        MANAGEMENT,
        /** On the HTTP port too. */
        PUBLIC
    }

    /**
     * The server to talk to.
     *
     * @param embedded whether the gateway starts its own
     * @param tlsCa a PEM file with the certificates that are trusted, or null for those of the JVM
     * @param tlsCert a PEM file with the gateway's own certificate, or null
     * @param tlsKey a PEM file with its key
     */
    public record Server(
            boolean embedded,
            @Nullable String url,
            @Nullable String clusterNodes,
            @Nullable String sentinelNodes,
            @Nullable String sentinelMaster,
            @Nullable String sentinelUsername,
            @Nullable String sentinelPassword,
            @Nullable String tlsCa,
            @Nullable String tlsCert,
            @Nullable String tlsKey,
            @Nullable String program) {

        /** Without URL and passwords. */
        @Override
        public String toString() {
            return embedded ? "embedded" : "not embedded";
        }
    }

    /**
     * The permissions of the user on the server.
     *
     * @param checkInterval how often they are checked
     */
    public record Permissions(Duration checkInterval) {}

    /**
     * Where raw images are read and processed ones are written.
     *
     * @param flush whether a file survives a power failure from the moment on at which it was stored
     */
    public record Stores(String source, String target, boolean flush) {}

    /**
     * The S3 server of stores whose location names none.
     *
     * @param endpoint null for AWS itself
     * @param region null for that of the tools of AWS
     * @param pathStyle null for yes if there is an endpoint
     * @param accessKeyId null for the credentials of the tools of AWS
     * @param secretAccessKey belongs to it
     * @param timeout how long one call may take
     */
    public record S3(
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable Boolean pathStyle,
            @Nullable String accessKeyId,
            @Nullable String secretAccessKey,
            Duration timeout) {

        /** Without credentials. */
        @Override
        public String toString() {
            return String.valueOf(endpoint);
        }
    }

    /**
     * Limits and choices of the image work.
     *
     * @param maxFileSize bytes of a raw image
     * @param maxPixelCount width times height of a raw image
     * @param maxWidth pixels of a processed one
     * @param compressionQuality 1 to 100
     * @param webpMethod effort of the WebP encoder, 0 to 6
     * @param avifEffort effort of the AVIF encoder, 0 to 9
     * @param formats what is read, separated by commas; null for all
     * @param engine auto, native or java
     * @param resize how the native engine makes pictures smaller
     * @param outputFormat webp, jpeg, png or avif
     * @param processTimeoutMs how long the stages of one image may take together
     */
    public record Image(
            long maxFileSize,
            long maxPixelCount,
            int maxWidth,
            int compressionQuality,
            int webpMethod,
            int avifEffort,
            @Nullable String formats,
            String engine,
            ResizeQuality resize,
            String outputFormat,
            long processTimeoutMs) {}

    /**
     * The status hash.
     *
     * @param ttl how long it lives after its last write
     * @param minInterval a middle stage that lasts less may be left out
     * @param reconcileInterval how often hashes of jobs that have ended are looked for
     */
    public record Status(Duration ttl, Duration minInterval, Duration reconcileInterval) {}

    /**
     * Live events over HTTP.
     *
     * @param heartbeat how often each client gets a sign of life
     * @param look results are looked for at least this often while somebody watches
     * @param resync how often lost events are made up for
     * @param maxStreams clients at a time
     * @param maxLife how long one stream may stay open
     */
    public record Live(Duration heartbeat, Duration look, Duration resync, int maxStreams, Duration maxLife) {}

    /**
     * Upload tokens.
     *
     * @param publicKeys base64, separated by commas; null when none is known
     * @param required whether a job without a token is refused
     */
    public record Token(@Nullable String publicKeys, boolean required) {}

    /**
     * Uploads over HTTP, and raw images that are the gateway's own.
     *
     * @param folder of the source store, in which such images go
     * @param timeout how long a body may take to its last byte
     * @param maxConcurrent uploads that may be on their way in at the same time
     * @param orphanAge raw images that no job knows are removed when they are older
     * @param sweepIntervalMs how often such images are looked for
     * @param keepAfterEnd how long a raw image stays after its job has ended
     */
    public record Upload(
            String folder,
            Duration timeout,
            int maxConcurrent,
            Duration orphanAge,
            long sweepIntervalMs,
            Duration keepAfterEnd) {}
}
