package io.follow.gateway.routes;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.routing.TemplateRules;
import io.follow.gateway.routing.UnstartedGateway;
import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Outline;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteChecker;
import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.routing.check.Surroundings;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checker of the gateway, with the beans and properties that a gateway without any setting has. */
public final class CheckedRoutes {

    /** Listed once: it takes seconds. */
    private static final Surroundings SURROUNDINGS =
            UnstartedGateway.of(ImageGatewayApplication.class).surroundings();

    /** Keeps what it has read of the class path. */
    private static final RouteChecker CHECKER = new RouteChecker(SURROUNDINGS, TemplateRules.all());

    private static final List<RouteSource> OF_THE_GATEWAY = RouteFile.all().stream()
            .filter(file -> !file.isExample())
            .map(RouteFile::source)
            .toList();

    private CheckedRoutes() {}

    /** Checks files as if they were loaded together. */
    public static Report check(List<RouteSource> files) {
        return check(files, Set.of());
    }

    /** Checks files of which some run already. */
    public static Report check(List<RouteSource> files, Set<String> running) {
        return running.isEmpty() ? CHECKER.checkWithStyle(files) : CHECKER.check(files, running);
    }

    /** The routes of files that would be loaded together. */
    static Outline outline(List<RouteSource> files) {
        return CHECKER.outline(files);
    }

    /** Checks a file beside the routes of the gateway, which come after it. Returns all that is found. */
    public static Report besideTheGateways(RouteSource file) {
        return check(Stream.concat(Stream.of(file), ofTheGateway().stream()).toList());
    }

    /** The files that a gateway loads. */
    public static List<RouteSource> ofTheGateway() {
        return OF_THE_GATEWAY;
    }

    /** Returns what is found in a file when it is loaded together with others. */
    static List<Finding> findingsIn(RouteFile file, List<RouteFile> others) {
        List<RouteSource> sources = Stream.concat(
                        Stream.of(file), others.stream().filter(other -> !other.equals(file)))
                .map(RouteFile::source)
                .toList();
        return check(sources).findings().stream()
                .filter(finding -> finding.file().equals(file.name()))
                .toList();
    }
}
