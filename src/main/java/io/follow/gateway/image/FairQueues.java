package io.follow.gateway.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Waiting requests in queues that are served in turn; within a queue, first come, first served. Not thread-safe: used
 * under the lock to which the conditions belong.
 */
final class FairQueues {

    /** The first request of the first queue is next. No queue is empty. */
    private final Map<String, Deque<Condition>> queues = new LinkedHashMap<>();

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** The number of waiting requests. */
    int size() {
        return queues.values().stream().mapToInt(Deque::size).sum();
    }

    void join(String name, Condition request) {
        queues.computeIfAbsent(name, key -> new ArrayDeque<>()).addLast(request);
    }

    /** Removes a request; if it was next, the next queue has its turn. */
    void leave(String name, Condition request) {
        boolean hadTurn = isNext(request);
        Deque<Condition> queue = Objects.requireNonNull(queues.get(name));
        queue.remove(request);
        if (queue.isEmpty()) {
            queues.remove(name);
        } else if (hadTurn) {
            queues.remove(name);
            queues.put(name, queue);
        }
    }

    boolean isNext(Condition request) {
        return request.equals(next());
    }

    void signalNext() {
        Condition next = next();
        if (next != null) {
            next.signal();
        }
    }

    private @Nullable Condition next() {
        return queues.isEmpty() ? null : queues.values().iterator().next().peekFirst();
    }
}
