package io.follow.gateway.faults;

import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;

/**
 * One gateway process with a proxy of its own between it and the server. One thread at a time does something to it, any
 * may look at it.
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

    /** Whether its program has started, be it ready or not. */
    boolean hasStarted() {
        return isAlive() && process.log().contains("image gateway started in");
    }

    boolean isAlive() {
        return process.process().isAlive();
    }

    /** Undoes what a test may have done to it; a process that has ended is started again. */
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
