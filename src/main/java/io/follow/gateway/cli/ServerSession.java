package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.connection.CommandClient;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.settings.CommandSettings;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.status.StatusHash;
import io.lettuce.core.AbstractRedisClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.logging.LoggingSystem;

/** Connects to the server of the gateway with the same settings. */
final class ServerSession implements DeadLetterSession {

    private final Supplier<GatewayProperties> settings;

    /** @param settings reads the settings of the gateway, for each command */
    ServerSession(Supplier<GatewayProperties> settings) {
        this.settings = settings;
    }

    /** With the settings of this process. Disables logging, whose lines would mix with the output of the command. */
    static ServerSession ofThisProcess() {
        return new ServerSession(() -> {
            LoggingSystem.get(ServerSession.class.getClassLoader()).beforeInitialize();
            return CommandSettings.read();
        });
    }

    @Override
    public int run(LetterSource source, Action action) throws InterruptedException {
        return connected((connections, properties) -> action.run(letters(connections, properties, source)));
    }

    /** Returns a session for consumer groups. */
    GroupSession ofGroups() {
        return (pipeline, action) -> connected((connections, properties) -> action.run(new ConsumerGroups(
                connections, properties.naming().keysOf(pipeline).result())));
    }

    /** The action of a command on a connection. */
    private interface Connected {
        int run(ValkeyConnections connections, GatewayProperties properties) throws InterruptedException;
    }

    private int connected(Connected action) throws InterruptedException {
        GatewayProperties properties = settings.get();
        AbstractRedisClient client = CommandClient.of(properties);
        try (ValkeyConnections connections = new ValkeyConnections(client)) {
            return action.run(connections, properties);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static DeadLetters letters(
            ValkeyConnections connections, GatewayProperties properties, LetterSource source) {
        PipelineKeys keys = properties.naming().keysOf(source.pipeline());
        String webhook = source.webhook();
        if (webhook != null) {
            return DeadLetters.ofWebhook(connections, DeadLetterKeys.ofWebhook(keys, webhook));
        }
        StatusHash hashes = new StatusHash(
                keys.status(), keys.events(), properties.status().ttl(), Clock.systemUTC(), new ObjectMapper());
        return new DeadLetters(connections, DeadLetterKeys.of(keys), hashes::queued);
    }
}
