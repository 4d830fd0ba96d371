package io.follow.gateway.intake;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.job.ImageId;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one upload of an image through at a time ({@code SET NX EX}). Claiming and releasing may be repeated: each request
 * releases its own guard and never one that another request has claimed since. Safe for use by several threads.
 */
public final class UploadGuard {

    /** The least life of a guard. */
    private static final Duration LIFE = Duration.ofHours(1);

    /** How often {@link #releaseLeft} is to be called. */
    public static final Duration RELEASE_EVERY = Duration.ofSeconds(1);

    private static final LuaScript CLAIM = LuaScript.beside(UploadGuard.class, "claim.lua");
    private static final LuaScript RELEASE = LuaScript.beside(UploadGuard.class, "release.lua");
    private static final Logger LOG = LoggerFactory.getLogger(UploadGuard.class);

    private final ValkeyConnections connections;
    private final String keyPrefix;
    private final Queue<Left> left = new ConcurrentLinkedQueue<>();

    /**
     * A guard that could not be released.
     *
     * @param since of {@link System#nanoTime()}
     */
    private record Left(ImageId image, String request, long since) {

        boolean isExpired() {
            return System.nanoTime() - since >= LIFE.toNanos();
        }
    }

    /** @param keyPrefix what stands before the image id in the key of a guard */
    public UploadGuard(ValkeyConnections connections, String keyPrefix) {
        this.connections = connections;
        this.keyPrefix = keyPrefix;
    }

    /**
     * Claims the upload of an image.
     *
     * @param request   tells this upload from all others
     * @param tokenLife what is left of the upload token; the guard lives an hour or as long as that, the longer
     * @return false when another upload has claimed it
     * @throws RedisException when the server did not say; then the guard has to be released
     */
    public boolean claim(ImageId image, String request, Duration tokenLife) throws InterruptedException {
        List<String> arguments = List.of(request, Long.toString(life(tokenLife).toSeconds()));
        Object answer = connections.call(server -> CLAIM.run(server, keys(image), arguments));
        return Long.valueOf(1).equals(((List<?>) Objects.requireNonNull(answer)).get(0));
    }

    /** Releases a guard that this request has claimed or may have claimed. While the server is away this is repeated. */
    public void release(ImageId image, String request) throws InterruptedException {
        if (!tryRelease(image, request)) {
            left.add(new Left(image, request, System.nanoTime()));
        }
    }

    /** Releases what could not be released before, until the server does not answer. To be called by one thread at a time. */
    public void releaseLeft() throws InterruptedException {
        for (Left first = left.peek(); first != null; first = left.peek()) {
            if (!first.isExpired() && !tryRelease(first.image(), first.request())) {
                return;
            }
            left.remove();
        }
    }

    private boolean tryRelease(ImageId image, String request) throws InterruptedException {
        try {
            connections.call(server -> RELEASE.run(server, keys(image), List.of(request)));
            return true;
        } catch (RedisException e) {
            LOG.debug("the upload guard of {} is not released yet", image, e);
            return false;
        }
    }

    /** The guard that {@link #claim} has set, for adding the job again to a server that does not know it. */
    public NewEntry.Lock guardOf(ImageId image, String request, Duration tokenLife) {
        List<String> keys = keys(image);
        return new NewEntry.Lock(keys.get(0), keys.get(1), request, life(tokenLife));
    }

    private static Duration life(Duration tokenLife) {
        return tokenLife.compareTo(LIFE) > 0 ? tokenLife : LIFE;
    }

    private List<String> keys(ImageId image) {
        return List.of(keyPrefix + image, keyPrefix + image + ":owner");
    }
}
