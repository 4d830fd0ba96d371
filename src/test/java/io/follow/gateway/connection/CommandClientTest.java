package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.embedded.EmbeddedServerException;
import io.follow.gateway.settings.CommandSettings;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.testing.SettingsReader;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandClientTest {

    @TempDir
    private Path folder;

    private GatewayProperties settings(String... namesAndValues) {
        Map<String, String> given = new HashMap<>(Map.of("IMG_GW_DATA_DIR", folder.toString()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return SettingsReader.read(given);
    }

    private static Class<?> typeOfClient(GatewayProperties properties) {
        AbstractRedisClient client = CommandClient.of(properties);
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        return client.getClass();
    }

    @Test
    void readsTheSameDefaultsAsTheGateway() {
        assertThat(CommandSettings.read().keys().deadLetter()).isEqualTo("image:process:dlq");
    }

    @Test
    void takesTheServerOfTheAddress() {
        assertThat(typeOfClient(settings("REDIS_URL", "rediss://user:pass@127.0.0.1:7000/3")))
                .isEqualTo(RedisClient.class);
    }

    @Test
    void takesTheMasterThatSentinelKnows() {
        assertThat(typeOfClient(settings(
                        "REDIS_SENTINEL_NODES", "127.0.0.1:26379,127.0.0.1:26380", "REDIS_SENTINEL_MASTER", "main")))
                .isEqualTo(RedisClient.class);
    }

    @Test
    void takesTheNodesOfACluster() {
        assertThat(typeOfClient(settings(
                        "REDIS_CLUSTER_NODES", "127.0.0.1:7000,127.0.0.1:7001",
                        "REDIS_URL", "redis://:pass@127.0.0.1:7000",
                        "gateway.keys.process", "{image}:process",
                        "gateway.keys.result", "{image}:result",
                        "gateway.keys.dead-letter", "{image}:process:dlq",
                        "gateway.keys.status", "{image}:status:",
                        "gateway.keys.upload", "{image}:upload:")))
                .isEqualTo(RedisClusterClient.class);
    }

    @Test
    void refusesAClusterWithoutAHashTag() {
        GatewayProperties properties = settings("REDIS_CLUSTER_NODES", "127.0.0.1:7000");

        assertThatThrownBy(() -> CommandClient.of(properties)).isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void findsNoServerWhereNoGatewayRuns() {
        GatewayProperties properties = settings();

        assertThatThrownBy(() -> CommandClient.of(properties))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("REDIS_URL");
    }
}
