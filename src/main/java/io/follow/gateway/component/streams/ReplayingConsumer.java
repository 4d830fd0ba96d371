package io.follow.gateway.component.streams;

import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;

/** Also reads a second stream, through a second consumer of the same route that starts and stops with this one. */
final class ReplayingConsumer extends ValkeyStreamsConsumer {

    private final ValkeyStreamsConsumer replays;

    /** @param ofReplays the endpoint of the second stream */
    ReplayingConsumer(ValkeyStreamsEndpoint endpoint, ValkeyStreamsEndpoint ofReplays, Processor processor) {
        super(endpoint, processor);
        this.replays = new Replays(ofReplays, processor);
    }

    /** Has its own health checks. */
    private static final class Replays extends ValkeyStreamsConsumer {

        Replays(ValkeyStreamsEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        String checkId() {
            return super.checkId() + ":replays";
        }
    }

    @Override
    public void setRoute(Route route) {
        super.setRoute(route);
        replays.setRoute(route);
    }

    @Override
    public void setRouteId(String routeId) {
        super.setRouteId(routeId);
        replays.setRouteId(routeId);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ServiceHelper.initService(replays);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(replays);
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        ServiceHelper.suspendService(replays);
    }

    @Override
    protected void doResume() throws Exception {
        ServiceHelper.resumeService(replays);
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(replays);
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        ServiceHelper.stopAndShutdownService(replays);
        super.doShutdown();
    }

    @Override
    public int getPendingExchangesSize() {
        return super.getPendingExchangesSize() + replays.getPendingExchangesSize();
    }
}
