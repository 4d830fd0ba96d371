package io.follow.gateway.operator;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobId;
import io.follow.gateway.operator.StreamReport.Group;
import io.follow.gateway.operator.StreamReport.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the streams of the gateway. Methods throw {@link io.lettuce.core.RedisException} when the server cannot be
 * reached or refuses. Safe for use by several threads.
 */
public final class StreamReports {

    private static final LuaScript REPORT = LuaScript.beside(StreamReports.class, "report.lua");

    private final ValkeyConnections connections;
    private final String jobs;
    private final String group;
    private final List<String> others;

    /**
     * @param jobs the stream of jobs
     * @param group the consumer group of the workers
     * @param others the streams of results and of dead letters
     */
    public StreamReports(ValkeyConnections connections, String jobs, String group, List<String> others) {
        this.connections = connections;
        this.jobs = jobs;
        this.group = group;
        this.others = List.copyOf(others);
    }

    /** Every stream, that of the jobs first. */
    public List<StreamReport> streams() throws InterruptedException {
        List<StreamReport> reports = new ArrayList<>();
        reports.add(jobs());
        for (String stream : others) {
            reports.add(report(stream));
        }
        return reports;
    }

    /** The workers that the server knows. One that has ended stays until its entries are taken over and it is removed. */
    public List<Worker> workers() throws InterruptedException {
        return workersGroup().map(Group::consumers).orElse(List.of());
    }

    /** The group of the workers; empty before there is one. */
    private Optional<Group> workersGroup() throws InterruptedException {
        return jobs().groups().stream().filter(one -> one.group().equals(group)).findFirst();
    }

    /** Of the jobs every entry that is not pending waits, so their backlog is known even where the server's is not. */
    private StreamReport jobs() throws InterruptedException {
        StreamReport report = report(jobs);
        List<Group> groups = report.groups().stream()
                .map(one -> one.group().equals(group) && one.backlog() == null
                        ? new Group(
                                one.group(),
                                one.pending(),
                                Math.max(0, report.length() - one.pending()),
                                one.oldestPendingAgeMs(),
                                one.consumers())
                        : one)
                .toList();
        return new StreamReport(jobs, report.length(), groups);
    }

    private StreamReport report(String stream) throws InterruptedException {
        return report(connections, stream);
    }

    static StreamReport report(ValkeyConnections connections, String stream) throws InterruptedException {
        Object answer = connections.call(server -> REPORT.run(server, List.of(stream), List.of()));
        List<?> parts = (List<?>) Objects.requireNonNull(answer);
        long now = number(parts.get(1));
        List<Group> groups = ((List<?>) parts.get(2))
                .stream().map(row -> group((List<?>) row, now)).toList();
        return new StreamReport(stream, number(parts.get(0)), groups);
    }

    private static Group group(List<?> row, long now) {
        long lag = number(row.get(2));
        List<Worker> workers = ((List<?>) row.get(4))
                .stream().map(consumer -> worker((List<?>) consumer)).toList();
        return new Group(
                text(row.get(0)), number(row.get(1)), lag < 0 ? null : lag, age(text(row.get(3)), now), workers);
    }

    private static Worker worker(List<?> row) {
        return new Worker(text(row.get(0)), number(row.get(1)), number(row.get(2)));
    }

    private static @Nullable Long age(String id, long now) {
        return id.isEmpty() ? null : Math.max(0, now - JobId.parse(id).milliseconds());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
