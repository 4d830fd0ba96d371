package io.follow.gateway.routetest;

import java.util.List;
import java.util.Map;

/** Collects observations since the start of a test. */
final class Observer {

    private final TestGateway gateway;
    private final TestRun run;
    private final StubServers servers;
    private final CapturedLog log;
    private final int firstLine;
    private final StreamPositions streams;
    private final StoredFiles files;
    private final Map<String, Integer> firstRequests;

    Observer(TestGateway gateway, TestRun run, StubServers servers, CapturedLog log) {
        this.gateway = gateway;
        this.run = run;
        this.servers = servers;
        this.log = log;
        firstLine = log.size();
        streams = StreamPositions.now(gateway.server());
        files = new StoredFiles(gateway.data());
        firstRequests = servers.counts();
        StubbedEndpoints.clear(gateway.camel());
    }

    /** Returns all observations of the kind and subject of an expectation. */
    List<Observation> candidates(Expectation expectation) {
        String subject = expectation.subject();
        return switch (expectation.kind()) {
            case RESULT -> streams.entries(gateway.keysOf(subject).result());
            case ENTRY -> streams.entries(subject);
            case FILE -> files.matching(expectation.values().get("path"));
            case REQUEST -> {
                List<Observation> requests = servers.requests(subject);
                yield requests.subList(firstRequests.getOrDefault(subject, 0), requests.size());
            }
            case MESSAGE -> StubbedEndpoints.messages(gateway.camel(), subject);
            case RESPONSE -> run.responses();
            case LOG -> log.linesFrom(firstLine);
        };
    }

    /** Returns the warnings and errors that the gateway has logged. */
    List<String> complaints() {
        return log.complaintsFrom(firstLine);
    }

    /** Whether the gateway is idle: no exchange is in flight, and no consumer group has unread or pending entries. */
    boolean isIdle() {
        return gateway.camel().getInflightRepository().size() == 0 && StreamPositions.areAllRead(gateway.server());
    }
}
