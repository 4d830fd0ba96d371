package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy on the loopback address that simulates a bad network. One thread accepts, two threads per connection copy bytes;
 * they share {@link ProxyMode}, a concurrent set and a volatile field.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private volatile int targetPort;
    private final ProxyMode mode = new ProxyMode();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private TcpProxy(InetSocketAddress address, int targetPort) throws IOException {
        this.targetPort = targetPort;
        this.listener = new ServerSocket(address.getPort(), 50, address.getAddress());
        this.acceptor = new Thread(this::acceptAll, "proxy-accept-" + port());
        acceptor.setDaemon(true);
    }

    /** Starts a proxy in front of a port of the loopback address. */
    public static TcpProxy to(int targetPort) {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), targetPort);
    }

    /** Starts a proxy on a given address. */
    public static TcpProxy at(InetSocketAddress address, int targetPort) {
        try {
            TcpProxy proxy = new TcpProxy(address, targetPort);
            proxy.acceptor.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends new connections to another port, as after a DNS change. */
    public void leadTo(int port) {
        targetPort = port;
    }

    /** The port for clients. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** How many bytes of replies the proxy has sent to clients. */
    public long repliedBytes() {
        return mode.repliedBytes();
    }

    /** Resets all connections; accepts new ones. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Holds all bytes back in both directions; keeps connections open and accepts new ones. */
    public void stall() {
        mode.set(ProxyMode.State.STALL);
    }

    /** Drops all replies; requests arrive. */
    public void dropReplies() {
        mode.set(ProxyMode.State.DROP_REPLIES);
    }

    /** Drops the next reply on each open connection and nothing else. */
    public void swallowReplies() {
        connections.forEach(ProxiedConnection::swallowReply);
    }

    /** Drops bytes of replies at random. */
    public void garbleReplies() {
        mode.set(ProxyMode.State.GARBLE_REPLIES);
    }

    /** Limits the replies of each connection to a rate, until {@link #pass()}. */
    public void limit(long bytesPerSecond) {
        mode.limit(bytesPerSecond);
    }

    /** Drops all bytes of the open connections without closing them, as a firewall that has lost its state. Accepts new ones. */
    public void forgetConnections() {
        connections.forEach(ProxiedConnection::forget);
    }

    /**
     * Returns to normal. Bytes held back by {@link #stall()} arrive now, as TCP would retransmit them. Resets connections
     * that lost a reply to {@link #dropReplies()}, because later replies would answer the wrong requests.
     */
    public void pass() {
        mode.set(ProxyMode.State.PASS);
        mode.limit(Long.MAX_VALUE);
        connections.stream().filter(ProxiedConnection::hasLostReply).forEach(ProxiedConnection::reset);
    }

    /** Resets all connections and stops listening. */
    @Override
    public void close() {
        try {
            listener.close();
            // The kernel listens until the accept that is under way has returned.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        mode.set(ProxyMode.State.PASS);
        cut();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        ProxiedConnection connection;
        try {
            connection = new ProxiedConnection(client, new Socket(InetAddress.getLoopbackAddress(), targetPort), mode);
        } catch (IOException e) {
            // The target does not listen: the client sees its connection closed.
            client.close();
            return;
        }
        connections.add(connection);
        connection.onClose(() -> connections.remove(connection));
        daemon("proxy-requests", connection::pumpRequests);
        daemon("proxy-replies", connection::pumpReplies);
        if (listener.isClosed()) {
            connection.reset();
        }
    }

    private void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name + "-" + port());
        thread.setDaemon(true);
        thread.start();
    }
}
