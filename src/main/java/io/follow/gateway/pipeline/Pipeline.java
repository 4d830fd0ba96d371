package io.follow.gateway.pipeline;

/**
 * A pipeline that runs in this process.
 *
 * @param name {@code [a-z][a-z0-9-]{0,31}}
 * @param routeId the route that reads its jobs
 * @param keys the names of its keys
 * @param source the location of the store of its raw images
 * @param target the location of the store of its processed images
 * @param maxFileSize the maximum size of a raw image in bytes
 * @param requireToken whether jobs without an upload token are rejected
 */
public record Pipeline(
        String name,
        String routeId,
        PipelineKeys keys,
        String source,
        String target,
        long maxFileSize,
        boolean requireToken) {}
