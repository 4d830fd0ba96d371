package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections on which a worker writes its command and waits for the reply on its own thread. On a shared connection,
 * another thread does both, which costs two additional thread switches per job. The most recently used connection is
 * reused first; there are never more connections than workers that settled at the same time.
 */
final class WorkerConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerConnections.class);

    /** A connection that was idle for longer may have been closed by the server or the network. */
    private static final long MOST_IDLE_MILLIS = 10_000;

    private final Supplier<WorkerConnection> connector;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

    /** Idle or in use. */
    private final Set<WorkerConnection> all = ConcurrentHashMap.newKeySet();

    /** The number of times that the server was left. */
    private final AtomicLong left = new AtomicLong();

    private volatile boolean closed;

    private record Idle(WorkerConnection connection, SuspendAwareInstant since) {}

    /** @param connector opens a connection that is ready for commands and fails commands that take too long */
    WorkerConnections(Supplier<WorkerConnection> connector) {
        this.connector = connector;
    }

    /**
     * Returns an idle connection, or opens a new one; null if the server accepts no further connections. Pass it to
     * {@link #run}.
     */
    @Nullable
    WorkerConnection take() {
        for (Idle last = idle.pollFirst(); last != null; last = idle.pollFirst()) {
            if (last.since().millisAgo() < MOST_IDLE_MILLIS && all.contains(last.connection())) {
                return last.connection();
            }
            close(last.connection());
        }
        try {
            long before = left.get();
            WorkerConnection opened = connector.get();
            all.add(opened);
            if (left.get() != before) {
                // It may lead to a server that was left in the meantime.
                close(opened);
                return null;
            }
            return opened;
        } catch (RedisException e) {
            LOG.debug("no connection for a worker: {}", ServerFailure.describe(e));
            return null;
        }
    }

    /**
     * Runs a script and waits for its reply.
     *
     * @param connection a connection that was {@linkplain #take() taken} for it
     * @return the result of the script, with strings for bytes and lists for tables
     * @throws RedisException if the server rejects the script, or if its outcome is unknown
     * @throws MismatchedReplyException if the reply belongs to another command or cannot be decoded
     */
    @Nullable
    Object run(WorkerConnection connection, LuaScript script, List<String> keys, List<String> arguments) {
        boolean sound = false;
        try {
            Object answer = send(connection, script, keys, arguments);
            sound = true;
            return answer;
        } catch (WorkerConnection.LostException | MismatchedReplyException e) {
            // The cause has most likely broken the other connections as well.
            closeIdle();
            throw e;
        } catch (ClassCastException | OutOfMemoryError e) {
            // A reply of an unknown type, or one that claims to be larger than the heap.
            closeIdle();
            throw new MismatchedReplyException(e);
        } finally {
            if (sound) {
                giveBack(connection);
            } else {
                close(connection);
            }
        }
    }

    /**
     * Closes all connections. A worker that waits for a reply gets an error, and the outcome of its command is unknown.
     */
    void closeAll() {
        left.incrementAndGet();
        for (WorkerConnection connection : all) {
            close(connection);
        }
    }

    private void close(WorkerConnection connection) {
        all.remove(connection);
        connection.close();
    }

    private void giveBack(WorkerConnection connection) {
        idle.addFirst(new Idle(connection, SuspendAwareInstant.now()));
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        for (Idle last = idle.pollFirst(); last != null; last = idle.pollFirst()) {
            close(last.connection());
        }
    }

    private static @Nullable Object send(
            WorkerConnection connection, LuaScript script, List<String> keys, List<String> arguments) {
        String word = ReplyCheck.word();
        List<String> all = LuaScript.withWord(arguments, word);
        Object reply;
        try {
            reply = connection.call(CommandType.EVALSHA, words(script.digest(), keys, all));
        } catch (RedisNoScriptException e) {
            reply = connection.call(CommandType.EVAL, words(script.text(), keys, all));
        }
        return LuaScript.answer(reply, word);
    }

    private static List<String> words(String script, List<String> keys, List<String> arguments) {
        List<String> words = new ArrayList<>(2 + keys.size() + arguments.size());
        words.add(script);
        words.add(Integer.toString(keys.size()));
        words.addAll(keys);
        words.addAll(arguments);
        return words;
    }

    /** Closes idle connections at once, and connections in use when their command has ended. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
