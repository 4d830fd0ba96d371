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
 * Connections on which a worker itself writes its command and waits for the answer. On a connection that everybody shares
 * another thread does both, and each job costs two changes of threads more. One that was used last is used first; there
 * are never more than workers that settled at the same time.
 */
final class WorkerConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerConnections.class);

    /** A connection that was idle for longer may have been given up by the server or by something on the way. */
    private static final long MOST_IDLE_MILLIS = 10_000;

    private final Supplier<WorkerConnection> connector;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

    /** Idle or in use. */
    private final Set<WorkerConnection> all = ConcurrentHashMap.newKeySet();

    /** How often the server was left. */
    private final AtomicLong left = new AtomicLong();

    private volatile boolean closed;

    private record Idle(WorkerConnection connection, SuspendAwareInstant since) {}

    /** @param connector opens a connection that is ready for commands and fails what takes too long */
    WorkerConnections(Supplier<WorkerConnection> connector) {
        this.connector = connector;
    }

    /**
     * Returns a connection that was used before, or opens one; null when the server takes no further connection. Goes to
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
                // It may lead to the server that was left meanwhile.
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
     * Runs a script and waits for its answer.
     *
     * @param connection that was {@linkplain #take() taken} for it
     * @return what the script answers, with texts for bytes and lists for tables
     * @throws RedisException when the server refuses it, or when its outcome is unknown
     * @throws MismatchedReplyException when the answer is another command's or cannot be read
     */
    @Nullable
    Object run(WorkerConnection connection, LuaScript script, List<String> keys, List<String> arguments) {
        boolean sound = false;
        try {
            Object answer = send(connection, script, keys, arguments);
            sound = true;
            return answer;
        } catch (WorkerConnection.LostException | MismatchedReplyException e) {
            // What has cut this one has most likely cut the others as well.
            closeIdle();
            throw e;
        } catch (ClassCastException | OutOfMemoryError e) {
            // An answer of no known shape, or one that is said to be larger than the heap.
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

    /** Closes all, also those on which a worker waits for an answer: it fails then, and its outcome is unknown. */
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

    /** Closes what is idle, at once, and what is in use, when its command has ended. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }
}
