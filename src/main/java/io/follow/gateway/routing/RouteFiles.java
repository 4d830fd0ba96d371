package io.follow.gateway.routing;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Which route files are not in force, and why. Written by the thread that starts and by the one that watches the files, read
 * by health checks.
 */
public final class RouteFiles {

    /** The pipeline without which a gateway is not ready. */
    private static final String MAIN = "image";

    private final String mainStream;
    private final Map<String, String> leftOut = new ConcurrentSkipListMap<>();
    private final Map<String, String> outdated = new ConcurrentSkipListMap<>();
    private final Map<String, String> lost = new ConcurrentSkipListMap<>();
    private volatile boolean mainRuns = true;

    /** @param mainStream the stream of the main pipeline's jobs */
    public RouteFiles(String mainStream) {
        this.mainStream = mainStream;
    }

    /** The files were checked, and those without errors are loaded. */
    void started(Report report) {
        for (Finding finding : report.of(Severity.ERROR)) {
            leftOut.putIfAbsent(finding.file(), finding.toString());
        }
        inForce(report);
    }

    /** A file was edited and is in force. */
    void loaded(String name, Report report) {
        leftOut.remove(name);
        outdated.remove(name);
        lost.remove(name);
        inForce(report);
    }

    /**
     * A file without errors was loaded, and Camel could not make its route.
     *
     * @param address what the route would have read
     */
    void notMade(String name, String line, String address) {
        leftOut.put(name, line);
        if (address.startsWith("valkey-streams:" + mainStream) || address.contains("pipeline=" + MAIN)) {
            mainRuns = false;
        }
    }

    /** No version of a file runs any more. */
    void lost(String name, String line) {
        lost.put(name, line);
    }

    private void inForce(Report report) {
        mainRuns = report.inputs().stream()
                .anyMatch(input ->
                        input.stream().equals(mainStream) || input.pipeline().equals(MAIN));
    }

    /**
     * A file was edited and has an error.
     *
     * @param running whether a version of it runs that had none
     * @return whether that is news
     */
    boolean refused(String name, String line, boolean running) {
        Map<String, String> kind = running ? outdated : leftOut;
        return !line.equals(kind.put(name, line));
    }

    /** A file is as it was when it was loaded, or is gone. */
    void forget(String name) {
        leftOut.remove(name);
        outdated.remove(name);
        lost.remove(name);
    }

    Set<String> leftOut() {
        return Set.copyOf(leftOut.keySet());
    }

    /** Which routes are missing that a gateway needs, or that it had; null when there are none. */
    @Nullable
    String missing() {
        if (!lost.isEmpty()) {
            return String.join("; ", lost.values());
        }
        String trouble = trouble();
        return mainRuns || trouble == null ? null : "no route reads the jobs of the pipeline " + MAIN + "; " + trouble;
    }

    /** Which files are not in force, in one line; null when all are. */
    public @Nullable String trouble() {
        List<String> parts = new ArrayList<>();
        leftOut.values().forEach(line -> parts.add("left out: " + line));
        outdated.values().forEach(line -> parts.add("the version before runs: " + line));
        return parts.isEmpty() ? null : String.join("; ", parts);
    }
}
