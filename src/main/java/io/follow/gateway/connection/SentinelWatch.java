package io.follow.gateway.connection;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.core.NestedExceptionUtils;

/**
 * Knows the primary that the Sentinels name. They are asked every second ({@code SENTINEL GET-MASTER-ADDR-BY-NAME}) and at
 * once when one of them announces another ({@code +switch-master}). The latest failover that any of them told of counts, and
 * never an answer that leads to a replica ({@link PrimaryChoice}). Sentinel itself closes the connections to a former primary only some ten seconds later.
 */
public final class SentinelWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelWatch.class);

    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long ANSWER_WITHIN_MILLIS = 1_000;

    /** While an announced primary still says that it is a replica. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final String primaryName;
    private final RedisClient client;
    private final List<SentinelPeer> peers = new ArrayList<>();
    private final PrimaryChoice choice;
    private final List<Runnable> movers = new CopyOnWriteArrayList<>();
    private final List<Consumer<InetSocketAddress>> followers = new CopyOnWriteArrayList<>();
    private final Semaphore announcements = new Semaphore(0);
    private final Thread thread;

    /** What was said to ail a Sentinel; used by the thread of the watch only. */
    private final Map<SentinelPeer, String> ailing = new LinkedHashMap<>();

    private volatile @Nullable InetSocketAddress primary;
    private volatile String trouble = "no Sentinel has answered yet";
    private volatile boolean closed;

    /**
     * @param primaryName as the Sentinels know it
     * @param isReplica asks a server; false also when it does not say
     * @param tls how TLS is spoken with Sentinels whose address says so; null for the defaults of the JVM
     */
    public SentinelWatch(
            String primaryName,
            List<RedisURI> sentinels,
            Predicate<InetSocketAddress> isReplica,
            @Nullable SslBundle tls) {
        this.primaryName = primaryName;
        this.choice = new PrimaryChoice(sentinels.size(), isReplica);
        this.client = SentinelClient.create(Duration.ofMillis(ANSWER_WITHIN_MILLIS), tls);
        sentinels.forEach(place -> peers.add(new SentinelPeer(client, place, primaryName, announcements::release)));
        this.thread = new Thread(this::watch, "sentinel-watch");
        thread.setDaemon(true);
    }

    public SentinelWatch start() {
        thread.start();
        return this;
    }

    /**
     * Where the primary is.
     *
     * @throws RedisConnectionException when no Sentinel has said so yet
     */
    public InetSocketAddress primary() {
        InetSocketAddress known = primary;
        if (known == null) {
            throw new RedisConnectionException("the Sentinels do not say where \"" + primaryName + "\" is: " + trouble);
        }
        return known;
    }

    /** Tells, on the thread of the watch, that {@link #primary()} is another one now. */
    public void onMove(Runnable mover) {
        movers.add(mover);
    }

    /** Tells, on the thread of the watch, where the primary is, at every look: a follower may have missed a change. */
    public void follow(Consumer<InetSocketAddress> follower) {
        followers.add(follower);
    }

    private void watch() {
        while (!closed) {
            try {
                boolean doubtful = look();
                InetSocketAddress known = primary;
                if (known != null) {
                    followers.forEach(follower -> follower.accept(known));
                }
                if (announcements.tryAcquire(doubtful ? LOOK_AGAIN_MILLIS : LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    announcements.drainPermits();
                }
            } catch (InterruptedException e) {
                LOG.debug("the watch was interrupted, closed: {}", closed);
            } catch (RuntimeException e) {
                LOG.error("the Sentinels cannot be watched", e);
            }
        }
    }

    /** Returns whether another primary is named that is not one yet. */
    private boolean look() throws InterruptedException {
        boolean doubtful = choice.hear(answers(), System.nanoTime());
        InetSocketAddress former = primary;
        InetSocketAddress named = choice.primary();
        if (named == null || named.equals(former)) {
            return doubtful;
        }
        primary = named;
        if (former != null) {
            LOG.warn(
                    "the primary of \"{}\" is now {}:{}; all connections are redirected to it",
                    primaryName,
                    named.getHostString(),
                    named.getPort());
            movers.forEach(Runnable::run);
        }
        return doubtful;
    }

    private List<SentinelPeer.Answer> answers() throws InterruptedException {
        Map<SentinelPeer, CompletableFuture<SentinelPeer.Answer>> asked = new LinkedHashMap<>();
        peers.forEach(peer -> asked.put(peer, peer.ask()));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_WITHIN_MILLIS);
        List<SentinelPeer.Answer> answers = new ArrayList<>();
        for (Map.Entry<SentinelPeer, CompletableFuture<SentinelPeer.Answer>> question : asked.entrySet()) {
            SentinelPeer peer = question.getKey();
            try {
                answers.add(question.getValue().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
                well(peer);
            } catch (ExecutionException e) {
                failed(peer, NestedExceptionUtils.getMostSpecificCause(e));
            } catch (TimeoutException e) {
                failed(peer, e);
            }
        }
        return answers;
    }

    private void failed(SentinelPeer peer, Throwable failure) {
        peer.failed(failure);
        ails(peer, failure);
    }

    private void ails(SentinelPeer peer, Throwable failure) {
        String line = failure instanceof TimeoutException || failure instanceof RedisCommandTimeoutException
                ? "it does not answer"
                : ServerFailure.describe(failure);
        boolean refused = ServerFailure.needsOperator(line);
        String advice = refused && !line.startsWith("TLS: ")
                ? "; set REDIS_SENTINEL_PASSWORD, and REDIS_SENTINEL_USERNAME if it uses ACLs"
                : "";
        trouble = "Sentinel " + peer + ": " + line + advice;
        String said = ailing.get(peer);
        // What only a person can mend is said also where the outage began otherwise.
        if (said == null || (refused && !ServerFailure.needsOperator(said))) {
            ailing.put(peer, line);
            LOG.warn("Sentinel {}: {}{}; retrying until it succeeds", peer, line, advice);
        }
    }

    private void well(SentinelPeer peer) {
        if (ailing.remove(peer) != null) {
            LOG.info("Sentinel {}: recovered", peer);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        client.shutdown();
        var unused = client.getResources().shutdown(0, 1, TimeUnit.SECONDS);
    }
}
