package io.follow.gateway.connection;

import io.follow.gateway.component.streams.client.WorkerConnection;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A connection of a worker by Jedis, which reads and writes on the thread that calls. */
public final class JedisWorkerConnection implements WorkerConnection {

    private final Connection connection;

    /** @param connection that fails what is not answered in some seconds */
    public JedisWorkerConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public @Nullable Object call(CommandType command, List<String> arguments) {
        byte[][] words = new byte[arguments.size()][];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments.get(i).getBytes(StandardCharsets.UTF_8);
        }
        try {
            connection.sendCommand(Protocol.Command.valueOf(command.name()), words);
            return asText(connection.getOne());
        } catch (JedisException e) {
            throw asOfLettuce(e);
        }
    }

    /** The same failure as the component knows it. */
    static RedisException asOfLettuce(JedisException failure) {
        if (failure instanceof JedisNoScriptException) {
            return new RedisNoScriptException(failure.getMessage());
        }
        if (failure instanceof JedisDataException) {
            return new RedisCommandExecutionException(failure.getMessage());
        }
        return failure instanceof JedisConnectionException ? new LostException(failure) : new RedisException(failure);
    }

    private static @Nullable Object asText(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (answer instanceof List<?> parts) {
            List<@Nullable Object> texts = new ArrayList<>(parts.size());
            for (Object part : parts) {
                texts.add(asText(part));
            }
            return texts;
        }
        return answer;
    }

    @Override
    public void close() {
        connection.close();
    }
}
