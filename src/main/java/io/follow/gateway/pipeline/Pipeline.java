package io.follow.gateway.pipeline;

/**
 * A pipeline that runs in this process.
 *
 * @param name {@code [a-z][a-z0-9-]{0,31}}
 * @param routeId the route that reads its jobs
 * @param keys the names of its keys
 * @param source the location of the store of its raw images
 * @param target the location of the store of its processed images
 * @param maxFileSize bytes that a raw image may have
 * @param requireToken whether a job without an upload token is refused
 */
public record Pipeline(
        String name,
        String routeId,
        PipelineKeys keys,
        String source,
        String target,
        long maxFileSize,
        boolean requireToken) {}
