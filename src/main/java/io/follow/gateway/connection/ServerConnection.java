package io.follow.gateway.connection;

import io.follow.gateway.settings.GatewayProperties;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where the server is, as Spring Boot wants to know it. User, password and TLS of {@code REDIS_URL} hold for the nodes of
 * a cluster and for those that Sentinels watch as well; the Sentinels have a user and a password of their own, and the TLS.
 */
public final class ServerConnection implements RedisConnectionDetails {

    private static final int DEFAULT_PORT = 6379;

    private final GatewayProperties.Server server;
    private final @Nullable URI uri;
    private final @Nullable SslBundle tls;

    /** @throws IllegalStateException when a TLS file cannot be used */
    public ServerConnection(GatewayProperties.Server server, @Nullable URI uri) {
        this.server = server;
        this.uri = uri;
        this.tls = tlsOf(server, uri);
    }

    /** The files alone say so where no URL does, as with nodes and without a user. */
    private static @Nullable SslBundle tlsOf(GatewayProperties.Server server, @Nullable URI uri) {
        boolean withFiles = server.tlsCa() != null || server.tlsCert() != null;
        boolean used = uri == null ? withFiles : "rediss".equals(uri.getScheme());
        if (!used) {
            return null;
        }
        return withFiles
                ? PemBundle.of(new PemFiles(path(server.tlsCa()), path(server.tlsCert()), path(server.tlsKey())))
                : SslBundle.systemDefault();
    }

    private static @Nullable Path path(@Nullable String file) {
        return file == null ? null : Path.of(file);
    }

    @Override
    public @Nullable String getUsername() {
        String user = credentials(0);
        return user == null || user.isEmpty() ? null : user;
    }

    @Override
    public @Nullable String getPassword() {
        return credentials(1);
    }

    private @Nullable String credentials(int part) {
        String info = uri == null ? null : uri.getRawUserInfo();
        if (info == null) {
            return null;
        }
        String[] parts = info.split(":", 2);
        return parts.length <= part ? null : URLDecoder.decode(parts[part].replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Standalone getStandalone() {
        if (uri == null || getCluster() != null || getSentinel() != null) {
            return null;
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return Standalone.of(uri.getHost(), port, database(), tls);
    }

    @Override
    public @Nullable Cluster getCluster() {
        String nodes = server.clusterNodes();
        if (nodes == null) {
            return null;
        }
        return new Cluster() {
            @Override
            public List<Node> getNodes() {
                return nodesOf(nodes);
            }

            @Override
            public @Nullable SslBundle getSslBundle() {
                return tls;
            }
        };
    }

    @Override
    public @Nullable Sentinel getSentinel() {
        String nodes = server.sentinelNodes();
        String master = server.sentinelMaster();
        if (nodes == null || master == null) {
            return null;
        }
        return new Sentinel() {
            @Override
            public int getDatabase() {
                return database();
            }

            @Override
            public String getMaster() {
                return master;
            }

            @Override
            public List<Node> getNodes() {
                return nodesOf(nodes);
            }

            @Override
            public @Nullable String getUsername() {
                return server.sentinelUsername();
            }

            @Override
            public @Nullable String getPassword() {
                return server.sentinelPassword();
            }

            @Override
            public @Nullable SslBundle getSslBundle() {
                return tls;
            }
        };
    }

    /** How TLS is spoken; null where it is not. */
    public @Nullable SslBundle tls() {
        return tls;
    }

    private int database() {
        String path = uri == null || uri.getPath() == null ? "" : uri.getPath().replace("/", "");
        return path.isEmpty() ? 0 : Integer.parseInt(path);
    }

    private static List<Node> nodesOf(String nodes) {
        return Arrays.stream(nodes.split(","))
                .map(String::strip)
                .map(node -> node.split(":", 2))
                .map(parts -> new Node(parts[0], Integer.parseInt(parts[1])))
                .toList();
    }
}
