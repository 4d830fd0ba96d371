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
 * A proxy on the loopback address that can behave like a bad network. Threads: one accepts, two per connection pump;
 * what they share is in {@link ProxyMode}, in a
 * concurrent set and in a volatile field.
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

    /** Starts a proxy that passes everything on to a port of the loopback address. */
    public static TcpProxy to(int targetPort) {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), targetPort);
    }

    /** The same, on an address of the test's choice. */
    public static TcpProxy at(InetSocketAddress address, int targetPort) {
        try {
            TcpProxy proxy = new TcpProxy(address, targetPort);
            proxy.acceptor.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on new connections go to another port, as when a name comes to mean another address. */
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

    /** How many bytes of replies clients were sent so far. */
    public long repliedBytes() {
        return mode.repliedBytes();
    }

    /** Resets all connections, both ends; new ones are served. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** A black hole: connections stay open and are accepted, nothing arrives in either direction. */
    public void stall() {
        mode.set(ProxyMode.State.STALL);
    }

    /** Requests arrive, replies are lost. */
    public void dropReplies() {
        mode.set(ProxyMode.State.DROP_REPLIES);
    }

    /** On each of the present connections one reply, the next one, gets lost; everything after it arrives. */
    public void swallowReplies() {
        connections.forEach(ProxiedConnection::swallowReply);
    }

    /** Some bytes of the replies get lost, now and then, in random places. */
    public void garbleReplies() {
        mode.set(ProxyMode.State.GARBLE_REPLIES);
    }

    /** A slow link: so many bytes of replies a second get through on each connection, until {@link #pass()}. */
    public void limit(long bytesPerSecond) {
        mode.limit(bytesPerSecond);
    }

    /** As when a firewall forgets its connections: on the present ones nothing arrives any more, new ones are served. */
    public void forgetConnections() {
        connections.forEach(ProxiedConnection::forget);
    }

    /**
     * Back to normal. What was held back by {@link #stall()} arrives now, as a network would send it again; a
     * connection that lost a reply is reset, because the rest of its replies would answer the wrong requests.
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
