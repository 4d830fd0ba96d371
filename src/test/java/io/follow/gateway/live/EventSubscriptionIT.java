package io.follow.gateway.live;

import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;

@ExtendWith(ValkeyExtension.class)
class EventSubscriptionIT {

    private static final String CHANNEL = "image:events";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ValkeyServer server;
    private TcpProxy proxy;
    private LettuceConnectionFactory connections;
    private EventSubscription subscription;

    @BeforeEach
    void listen(ValkeyServer shared) {
        server = shared;
        proxy = TcpProxy.to(server.port());
        connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", proxy.port()));
        connections.afterPropertiesSet();
        connections.start();
        subscription = new EventSubscription(connections);
        subscription.addMessageListener(
                (message, pattern) -> heard.add(new String(message.getBody())), new ChannelTopic(CHANNEL));
        subscription.afterPropertiesSet();
        subscription.listen();
    }

    @AfterEach
    void close() throws Exception {
        subscription.destroy();
        connections.destroy();
        proxy.close();
    }

    private void isHeard(String event) {
        await(event)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    subscription.listen();
                    server.command("PUBLISH", CHANNEL, event);
                    return heard.contains(event);
                });
    }

    @Test
    void hearsEvents() {
        isHeard("first");
    }

    @Test
    void isMadeAnewWhenTheNetworkForgetsItsConnection() {
        isHeard("before");
        proxy.forgetConnections();
        isHeard("after");
    }

    @Test
    void goesOnAfterAReplyWasSwallowed() {
        isHeard("before");
        proxy.swallowReplies();
        isHeard("after");
        isHeard("later");
    }

    @Test
    void hearsEventsAgainOnceBytesAreNoLongerLost() {
        isHeard("before");
        proxy.garbleReplies();
        for (int i = 0; i < 200; i++) {
            server.command("PUBLISH", CHANNEL, "lost or not " + i);
        }
        proxy.pass();
        isHeard("after");
    }
}
