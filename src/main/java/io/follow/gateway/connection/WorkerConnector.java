package io.follow.gateway.connection;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.client.WorkerConnection;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.SafeEncoder;

/** Opens the connections of workers to a single server; a cluster needs a client that knows where to turn. */
public final class WorkerConnector implements Supplier<WorkerConnection> {

    private final Supplier<HostAndPort> place;
    private final JedisClientConfig settings;

    private WorkerConnector(Supplier<HostAndPort> place, JedisClientConfig settings) {
        this.place = place;
        this.settings = settings;
    }

    /** A connector to the server; null when it is not a single one. */
    public static @Nullable WorkerConnector to(RedisConnectionDetails server) {
        RedisConnectionDetails.Standalone single = server.getStandalone();
        HostAndPort place = single == null ? null : new HostAndPort(single.getHost(), single.getPort());
        return place == null ? null : to(server, () -> place);
    }

    /**
     * A connector to a single server that may move.
     *
     * @param place asked at each connection; fails where nobody knows it
     */
    public static @Nullable WorkerConnector to(RedisConnectionDetails server, Supplier<HostAndPort> place) {
        RedisConnectionDetails.Standalone single = server.getStandalone();
        if (single == null) {
            return null;
        }
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .timeoutMillis((int) ValkeyConnections.COMMAND_TIMEOUT_MILLIS)
                .user(server.getUsername())
                .password(server.getPassword())
                .database(single.getDatabase())
                // Users of the server need no permission for what only names the client.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        SslBundle tls = single.getSslBundle();
        if (tls != null) {
            settings.ssl(true).sslSocketFactory(factory(tls)).sslParameters(checkingTheName());
        }
        return new WorkerConnector(place, settings.build());
    }

    private static SSLSocketFactory factory(SslBundle tls) {
        return tls.createSslContext().getSocketFactory();
    }

    /** Without it a certificate of any host would do. */
    private static SSLParameters checkingTheName() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** @throws io.lettuce.core.RedisException when none can be opened */
    @Override
    public WorkerConnection get() {
        try {
            return new JedisWorkerConnection(open());
        } catch (JedisException e) {
            throw JedisWorkerConnection.asOfLettuce(e);
        }
    }

    /** A server that has too many clients says so only in its first answer, so that is waited for here. */
    Connection open() {
        Connection connection = new Connection(place.get(), settings);
        boolean greeted = false;
        try {
            String word = UUID.randomUUID().toString();
            connection.sendCommand(Protocol.Command.PING, word);
            if (!(connection.getOne() instanceof byte[] echo) || !word.equals(SafeEncoder.encode(echo))) {
                throw new JedisConnectionException("the replies of the server do not match the commands");
            }
            greeted = true;
        } catch (JedisAccessControlException e) {
            // This user may not ask, and has been answered.
            greeted = true;
        } finally {
            if (!greeted) {
                connection.close();
            }
        }
        return connection;
    }
}
