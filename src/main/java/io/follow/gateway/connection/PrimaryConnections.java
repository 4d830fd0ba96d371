package io.follow.gateway.connection;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads every connection of a client to where the primary is at the moment, each time that it is opened or comes back, and
 * ends those that lead elsewhere. Safe for several threads.
 */
public final class PrimaryConnections {

    private static final Logger LOG = LoggerFactory.getLogger(PrimaryConnections.class);

    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Supplier<InetSocketAddress> primary;

    public PrimaryConnections(Supplier<InetSocketAddress> primary) {
        this.primary = primary;
    }

    public ClientResources.Builder configure(ClientResources.Builder resources) {
        return resources.socketAddressResolver(new Resolver(primary)).nettyCustomizer(new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channels.add(channel);
            }
        });
    }

    /** Closes what does not lead to the primary; the client opens it again. */
    public void leaveAllBut(InetSocketAddress current) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(current.getHostString()));
            channels.stream()
                    .filter(channel -> channel.remoteAddress() instanceof InetSocketAddress other
                            && (other.getPort() != current.getPort() || !addresses.contains(other.getAddress())))
                    .forEach(channel -> {
                        var unused = channel.close();
                    });
        } catch (UnknownHostException e) {
            LOG.debug("{} has no address at the moment", current.getHostString());
        }
    }

    private static final class Resolver extends SocketAddressResolver {

        private final Supplier<InetSocketAddress> primary;

        Resolver(Supplier<InetSocketAddress> primary) {
            super(DnsResolver.unresolved());
            this.primary = primary;
        }

        @Override
        public SocketAddress resolve(RedisURI place) {
            return primary.get();
        }
    }
}
