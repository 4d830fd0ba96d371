package io.follow.gateway.live;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The server subscription of the route {@code live-events}. It exists only while there are clients, so that unused
 * events cost nothing and the gateway starts without its server. A single thread forwards events in order. If it cannot
 * keep up, the oldest events are dropped and recovered as after an outage.
 */
public final class EventSubscription extends RedisMessageListenerContainer implements EventFeed, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);

    private static final int EVENTS_WAITING = 10_000;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(500);

    private final ThreadPoolExecutor order = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(EVENTS_WAITING),
            task -> {
                Thread thread = new Thread(task, "live-events");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardOldestPolicy());

    private final SubscriptionCheck check = new SubscriptionCheck(System::nanoTime);

    public EventSubscription(LettuceConnectionFactory connections) {
        connections.getRequiredNativeClient().addListener(check);
        setConnectionFactory(connections);
        setTaskExecutor(order);
        setRecoveryBackoff(new FixedBackOff(TRY_AGAIN_AFTER.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void listen() {
        if (isRunning() && isListening()) {
            if (check.isSound()) {
                return;
            }
            LOG.warn("the event subscription receives no replies or mismatched ones; its connection is replaced");
            check.abandon();
        }
        try {
            // A failed start leaves it running without a subscription.
            stop();
            check.expect();
            start();
        } catch (RuntimeException e) {
            throw new RedisException("cannot subscribe to events: " + e.getMessage(), e);
        }
    }

    @Override
    public void rest() {
        stop();
    }

    @Override
    public void destroy() throws Exception {
        super.destroy();
        order.shutdownNow();
    }
}
