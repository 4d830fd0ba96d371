package io.follow.gateway.webhook;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Discards the body of a response, so that the connection can be reused, up to {@link #LIMIT} bytes; after that, the
 * connection is closed. Errors while reading the body are ignored, because only the status matters.
 */
final class LimitedDiscard implements BodySubscriber<@Nullable Void> {

    /** Bytes. */
    static final long LIMIT = 8 * 1024;

    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

    /** Set before any other method is called, as the contract of a subscriber requires. */
    private @Nullable Subscription subscription;

    /** Accessed by one call at a time, as the contract of a subscriber requires. */
    private long read;

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Subscription own = subscription;
        read += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (own == null) {
            return;
        }
        if (read > LIMIT) {
            own.cancel();
            done.complete(null);
        } else {
            own.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.complete(null);
    }

    @Override
    public void onComplete() {
        done.complete(null);
    }
}
