package io.follow.gateway.live;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.listener.ChannelTopic;

/**
 * The events of one pipeline, over the subscription that all share: it stands while somebody watches images of any of them.
 */
public final class PipelineFeed implements EventFeed {

    private final EventSubscription subscription;
    private final Set<PipelineFeed> listening;
    private final @Nullable ChannelTopic channel;
    private final MessageListener listener;

    private PipelineFeed(
            EventSubscription subscription,
            Set<PipelineFeed> listening,
            @Nullable String channel,
            Consumer<String> events) {
        this.subscription = subscription;
        this.listening = listening;
        this.channel = channel == null ? null : new ChannelTopic(channel);
        this.listener = (message, pattern) -> events.accept(new String(message.getBody(), StandardCharsets.UTF_8));
    }

    /**
     * Makes the feeds of one subscription.
     *
     * @param listening those that listen; guarded by its own monitor, because each belongs to a {@link LiveStatus} of its own
     */
    public record Factory(EventSubscription subscription, Set<PipelineFeed> listening) {

        public Factory(EventSubscription subscription) {
            this(subscription, new HashSet<>());
        }

        /** The feed of a channel whose events a route takes. */
        public PipelineFeed ofRoute() {
            return new PipelineFeed(subscription, listening, null, event -> {});
        }

        /** The feed of a channel whose events are passed on as text. */
        public PipelineFeed of(String channel, Consumer<String> events) {
            return new PipelineFeed(subscription, listening, channel, events);
        }
    }

    @Override
    public void listen() {
        // One after the other: a feed must not stop the subscription that another one is just about to use.
        synchronized (listening) {
            if (!listening.contains(this)) {
                if (channel != null) {
                    subscription.addMessageListener(listener, channel);
                }
                listening.add(this);
            }
            subscription.listen();
        }
    }

    @Override
    public void rest() {
        synchronized (listening) {
            if (listening.remove(this) && channel != null) {
                subscription.removeMessageListener(listener, channel);
            }
            if (listening.isEmpty()) {
                subscription.rest();
            }
        }
    }
}
