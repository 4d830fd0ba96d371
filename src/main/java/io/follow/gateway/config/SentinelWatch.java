package io.follow.gateway.config;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
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
import org.springframework.core.NestedExceptionUtils;

/**
 * Knows the primary that the Sentinels name. They are asked every second ({@code SENTINEL GET-MASTER-ADDR-BY-NAME}) and at
 * once when one of them announces another ({@code +switch-master}). The answer of the latest failover counts, and never one
 * that leads to a replica. Sentinel itself closes the connections to a former primary only some ten seconds later.
 */
final class SentinelWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelWatch.class);

    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long ANSWER_WITHIN_MILLIS = 1_000;

    /** While an announced primary still says that it is a replica. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final String primaryName;
    private final ClientResources resources;
    private final RedisClient client;
    private final List<SentinelPeer> peers = new ArrayList<>();
    private final Predicate<InetSocketAddress> isReplica;
    private final List<Runnable> movers = new CopyOnWriteArrayList<>();
    private final List<Consumer<InetSocketAddress>> followers = new CopyOnWriteArrayList<>();
    private final Semaphore announcements = new Semaphore(0);
    private final Thread thread;

    /** What ails a Sentinel, said once; used by the thread of the watch only. */
    private final Map<SentinelPeer, String> ailing = new LinkedHashMap<>();

    private volatile @Nullable InetSocketAddress primary;
    private volatile String trouble = "no Sentinel has answered yet";
    private volatile boolean closed;

    /**
     * @param primaryName as the Sentinels know it
     * @param isReplica asks a server; false also when it does not say
     */
    SentinelWatch(String primaryName, List<RedisURI> sentinels, Predicate<InetSocketAddress> isReplica) {
        this.primaryName = primaryName;
        this.isReplica = isReplica;
        // Its own: nothing of the server's connections may lead elsewhere here.
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(ANSWER_WITHIN_MILLIS)))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .build())
                .build());
        sentinels.forEach(place -> peers.add(new SentinelPeer(client, place, primaryName, announcements::release)));
        this.thread = new Thread(this::watch, "sentinel-watch");
        thread.setDaemon(true);
    }

    SentinelWatch start() {
        thread.start();
        return this;
    }

    /**
     * Where the primary is.
     *
     * @throws RedisConnectionException when no Sentinel has said so yet
     */
    InetSocketAddress primary() {
        InetSocketAddress known = primary;
        if (known == null) {
            throw new RedisConnectionException("the Sentinels do not say where \"" + primaryName + "\" is: " + trouble);
        }
        return known;
    }

    /** Tells, on the thread of the watch, that {@link #primary()} is another one now. */
    void onMove(Runnable mover) {
        movers.add(mover);
    }

    /** Tells, on the thread of the watch, where the primary is, at every look: a follower may have missed a change. */
    void follow(Consumer<InetSocketAddress> follower) {
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
        SentinelPeer.Answer latest = latest();
        if (latest == null) {
            return false;
        }
        InetSocketAddress former = primary;
        InetSocketAddress named = latest.primary();
        if (named.equals(former)) {
            return false;
        }
        if (former != null && isReplica.test(named)) {
            return true;
        }
        primary = named;
        if (former != null) {
            LOG.warn(
                    "the primary of \"{}\" is {}:{} now; all connections go there",
                    primaryName,
                    named.getHostString(),
                    named.getPort());
            movers.forEach(Runnable::run);
        }
        return false;
    }

    private SentinelPeer.@Nullable Answer latest() throws InterruptedException {
        Map<SentinelPeer, CompletableFuture<SentinelPeer.Answer>> asked = new LinkedHashMap<>();
        peers.forEach(peer -> asked.put(peer, peer.ask()));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_WITHIN_MILLIS);
        SentinelPeer.Answer latest = null;
        for (Map.Entry<SentinelPeer, CompletableFuture<SentinelPeer.Answer>> question : asked.entrySet()) {
            try {
                SentinelPeer.Answer answer =
                        question.getValue().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                well(question.getKey());
                if (latest == null || answer.epoch() > latest.epoch()) {
                    latest = answer;
                }
            } catch (ExecutionException e) {
                ails(question.getKey(), NestedExceptionUtils.getMostSpecificCause(e));
            } catch (TimeoutException e) {
                ails(question.getKey(), e);
            }
        }
        return latest;
    }

    private void ails(SentinelPeer peer, Throwable failure) {
        String line = failure instanceof TimeoutException
                ? "it does not answer"
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
        boolean refused = line.startsWith("WRONGPASS") || line.startsWith("NOAUTH") || line.startsWith("NOPERM");
        String advice = refused ? "; set REDIS_SENTINEL_PASSWORD, and REDIS_SENTINEL_USERNAME where it has users" : "";
        trouble = "Sentinel " + peer + ": " + line + advice;
        if (ailing.put(peer, line) == null) {
            LOG.warn("Sentinel {}: {}{}; trying again until it works", peer, line, advice);
        }
    }

    private void well(SentinelPeer peer) {
        if (ailing.remove(peer) != null) {
            LOG.info("Sentinel {}: works again", peer);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        client.shutdown();
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
