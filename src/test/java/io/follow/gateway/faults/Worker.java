package io.follow.gateway.faults;

import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;

/**
 * A gateway process behind a proxy of its own. One thread at a time may change its state; any thread may read it.
 */
final class Worker implements AutoCloseable {

    private final GatewayProcess.Builder builder;
    private final TcpProxy proxy;
    private volatile GatewayProcess process;

    Worker(GatewayProcess.Builder builder, TcpProxy proxy) {
        this.builder = builder;
        this.proxy = proxy;
        this.process = builder.start();
    }

    GatewayProcess process() {
        return process;
    }

    TcpProxy proxy() {
        return proxy;
    }

    boolean isReady() {
        return process.get("/health/ready") == 200;
    }

    /** Whether the application has started, ready or not. */
    boolean hasStarted() {
        return isAlive() && process.log().contains("image gateway started in");
    }

    boolean isAlive() {
        return process.process().isAlive();
    }

    /** Undoes all faults; restarts a process that has ended. */
    void restore() {
        proxy.pass();
        if (isAlive()) {
            process.resume();
        } else {
            process = builder.start();
        }
    }

    @Override
    public void close() {
        process.close();
        proxy.close();
    }
}
