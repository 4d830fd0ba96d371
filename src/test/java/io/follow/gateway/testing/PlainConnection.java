package io.follow.gateway.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.SafeEncoder;

/** One connection to a server on the loopback address, for commands as an operator types them. */
public final class PlainConnection implements AutoCloseable {

    private final Connection connection;

    private PlainConnection(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects, and sends nothing.
     *
     * @param timeout for the connection and for each reply
     */
    public static PlainConnection open(int port, Duration timeout) {
        return open(port, timeout, null);
    }

    /** Connects and authenticates as the default user, where there is a password. */
    public static PlainConnection open(int port, Duration timeout, @Nullable String password) {
        return new PlainConnection(new Connection(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .timeoutMillis((int) timeout.toMillis())
                        .password(password)
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .build()));
    }

    /** Sends a command; the text of its reply, null for nil. */
    public @Nullable String call(String... words) {
        String[] arguments = new String[words.length - 1];
        System.arraycopy(words, 1, arguments, 0, arguments.length);
        connection.sendCommand(() -> SafeEncoder.encode(words[0]), arguments);
        Object reply = connection.getOne();
        return reply == null ? null : String.valueOf(SafeEncoder.encodeObject(reply));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JedisConnectionException e) {
            // It could not send what was left of a failed command; its socket is closed nevertheless.
        }
    }
}
