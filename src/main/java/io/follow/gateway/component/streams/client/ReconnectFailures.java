package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Remembers why the client last failed to reconnect. The client logs the reason and then rejects commands without giving
 * one. Thread-safe.
 */
final class ReconnectFailures implements AutoCloseable {

    private final Disposable subscription;

    private volatile @Nullable Throwable last;

    ReconnectFailures(EventBus events) {
        this.subscription = events.get().subscribe(this::observe);
    }

    private void observe(Event event) {
        if (event instanceof ReconnectFailedEvent failed) {
            last = failed.getCause();
        } else if (event instanceof ConnectionActivatedEvent) {
            last = null;
        }
    }

    /** Returns the failure of a command, with the reason if it was rejected because the client is reconnecting. */
    RedisException explain(RedisException failure) {
        Throwable reason = last;
        return reason != null && ServerFailure.isRejectedWhileReconnecting(failure)
                ? new RedisException(failure.getMessage(), reason)
                : failure;
    }

    @Override
    public void close() {
        subscription.dispose();
    }
}
