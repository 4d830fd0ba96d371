package io.follow.gateway.testing;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A primary, its replica and three Sentinels that watch them under the name {@link #NAME}, all real processes. Not for use by
 * several threads at once.
 */
public final class SentinelGroup implements AutoCloseable {

    public static final String NAME = "main";

    private static final int SENTINELS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<ValkeyServer> servers = new ArrayList<>();
    private final List<SentinelProcess> sentinels = new ArrayList<>();
    private final @Nullable String password;
    private final RedisClient client = RedisClient.create();

    private final @Nullable TlsFiles tls;

    private SentinelGroup(@Nullable String password, @Nullable TlsFiles tls, String... serverArguments) {
        this.password = password;
        this.tls = tls;
        ValkeyServer primary = startServer(serverArguments);
        servers.add(primary);
        servers.add(startServer(Stream.concat(
                        Stream.of(serverArguments),
                        Stream.of("--replicaof", "127.0.0.1 " + primary.port(), "--repl-diskless-sync-delay", "0"))
                .toArray(String[]::new)));
        await("the replica is in step")
                .atMost(LIMIT)
                .until(() -> servers.get(1).command("INFO", "replication").contains("master_link_status:up"));
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(startSentinel(primary.port()));
        }
        await("the Sentinels know the replica and each other").atMost(LIMIT).until(() -> sentinels.stream()
                .allMatch(each -> each.ask("INFO", "sentinel").contains("slaves=1,sentinels=" + SENTINELS)));
    }

    /**
     * Starts all processes and waits until the Sentinels can fail over.
     *
     * @param password of the Sentinels; null for none
     * @param serverArguments for both servers
     */
    public static SentinelGroup start(@Nullable String password, String... serverArguments) {
        return new SentinelGroup(password, null, serverArguments);
    }

    /** The same, with TLS and certificates on all connections; the Sentinels have no password. */
    public static SentinelGroup startWithTls(TlsFiles files) {
        return new SentinelGroup(null, files, "--tls-replication", "yes");
    }

    private ValkeyServer startServer(String... arguments) {
        return tls == null ? ValkeyServer.start(arguments) : ValkeyServer.startWithTls(tls, arguments);
    }

    private SentinelProcess startSentinel(int primaryPort) {
        return SentinelProcess.start(
                password,
                tls,
                "sentinel monitor " + NAME + " 127.0.0.1 " + primaryPort + " 2",
                "sentinel down-after-milliseconds " + NAME + " 2000",
                "sentinel failover-timeout " + NAME + " 10000");
    }

    /** For {@code REDIS_SENTINEL_NODES}. */
    public String nodes() {
        return sentinels.stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(","));
    }

    public List<ValkeyServer> servers() {
        return List.copyOf(servers);
    }

    /** The primary that the first Sentinel names. */
    public ValkeyServer primary() {
        int port = namedPort();
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    private int namedPort() {
        RedisURI place = RedisURI.create("127.0.0.1", sentinels.get(0).plainPort());
        if (password != null) {
            place.setCredentialsProvider(RedisURI.Builder.redis("127.0.0.1")
                    .withPassword(password.toCharArray())
                    .build()
                    .getCredentialsProvider());
        }
        try (StatefulRedisSentinelConnection<String, String> connection = client.connectSentinel(place)) {
            return ((InetSocketAddress) connection.sync().getMasterAddrByName(NAME)).getPort();
        }
    }

    /** {@code SENTINEL FAILOVER}: returns when it has begun. */
    public void beginFailover() {
        await("a planned failover begins")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> sentinels.get(0).ask("SENTINEL", "FAILOVER", NAME).equals("OK"));
    }

    /** Waits until the first Sentinel names another server as primary. */
    public void awaitOtherThan(ValkeyServer former) {
        await("another primary is named")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> namedPort() != former.port());
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        sentinels.forEach(SentinelProcess::close);
        servers.forEach(ValkeyServer::close);
    }
}
