package io.follow.gateway.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * The primary that Sentinels watch, as a single server whose place is asked for anew at each connection: the client's own
 * way by Sentinel asks whichever answers first, and stays where it is until the connection breaks.
 */
public final class FollowedServer implements RedisConnectionDetails {

    /** No place, by a name that is nobody's. */
    private static final String HOST = "primary.invalid";

    private final ServerConnection server;
    private final Sentinel sentinel;

    public FollowedServer(ServerConnection server, Sentinel sentinel) {
        this.server = server;
        this.sentinel = sentinel;
    }

    @Override
    public @Nullable String getUsername() {
        return server.getUsername();
    }

    @Override
    public @Nullable String getPassword() {
        return server.getPassword();
    }

    @Override
    public Standalone getStandalone() {
        return new Standalone() {
            @Override
            public String getHost() {
                return HOST;
            }

            @Override
            public int getPort() {
                return 1;
            }

            @Override
            public int getDatabase() {
                return sentinel.getDatabase();
            }

            @Override
            public @Nullable SslBundle getSslBundle() {
                return sentinel.getSslBundle();
            }
        };
    }
}
