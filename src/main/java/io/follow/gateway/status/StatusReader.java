package io.follow.gateway.status;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.ImageId;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads status hashes. Safe for use by several threads. */
public final class StatusReader {

    private final ValkeyConnections connections;
    private final StatusHash hashes;

    public StatusReader(ValkeyConnections connections, StatusHash hashes) {
        this.connections = connections;
        this.hashes = hashes;
    }

    /**
     * The hashes of several images, sent together; those that have none are missing.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    public Map<ImageId, Map<String, String>> read(Collection<ImageId> images) throws InterruptedException {
        Map<ImageId, CompletableFuture<Map<String, String>>> answers = new LinkedHashMap<>();
        connections.<@Nullable Void>call(server -> {
            images.forEach(image -> answers.put(image, ofThisType(server.hgetall(hashes.keyOf(image)))));
            return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new));
        });
        Map<ImageId, Map<String, String>> found = new LinkedHashMap<>();
        answers.forEach((image, answer) -> {
            Map<String, String> hash = answer.join();
            if (!hash.isEmpty()) {
                found.put(image, hash);
            }
        });
        return found;
    }

    /**
     * The hash of an image ({@code HGETALL}); empty when there is none.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    public Map<String, String> read(ImageId image) throws InterruptedException {
        return read(List.of(image)).getOrDefault(image, Map.of());
    }

    /** A key of another type, which somebody else has put there, is no hash; the next write of a stage replaces it. */
    private static CompletableFuture<Map<String, String>> ofThisType(CompletionStage<Map<String, String>> answer) {
        return answer.exceptionallyCompose(failure -> isWrongType(failure)
                        ? CompletableFuture.completedFuture(Map.<String, String>of())
                        : CompletableFuture.failedFuture(failure))
                .toCompletableFuture();
    }

    private static boolean isWrongType(Throwable failure) {
        return failure instanceof RedisCommandExecutionException
                && String.valueOf(failure.getMessage()).startsWith("WRONGTYPE");
    }
}
