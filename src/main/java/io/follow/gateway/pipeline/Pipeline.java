package io.follow.gateway.pipeline;

/**
 * A pipeline that runs in this process: it is read here, or only takes in uploads, dropped files and jobs for other processes.
 *
 * @param name {@code [a-z][a-z0-9-]{0,31}}
 * @param routeId the route that reads its jobs
 * @param keys the names of its keys
 * @param source the location of the store of its raw images
 * @param target the location of the store of its processed images
 * @param maxFileSize the maximum size of a raw image in bytes
 * @param requireToken whether jobs without an upload token are rejected
 * @param reads whether this process reads its jobs
 */
public record Pipeline(
        String name,
        String routeId,
        PipelineKeys keys,
        String source,
        String target,
        long maxFileSize,
        boolean requireToken,
        boolean reads) {}
