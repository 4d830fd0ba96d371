package io.follow.gateway.routing;

import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteChecker;
import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.routing.check.Severity;
import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.settings.SettingsPostProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelSpringBootRoutesCollector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Hands Camel the route files that can work: one with an error is left out, so that the others run. The check takes a tenth of a
 * start. It is left out for exactly the files of the jar, which the build has checked, with settings that were checked as well.
 */
public final class CheckedRoutesCollector extends CamelSpringBootRoutesCollector {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedRoutesCollector.class);

    private final ConfigurableEnvironment environment;
    private final Function<CamelContext, RouteChecker> checkers;
    private final RouteNames names;
    private final boolean strict;
    private final RouteFiles files;

    /**
     * @param checkers makes the checker for a Camel
     * @param names what the files are called
     * @param strict whether a start with an error is refused
     */
    public CheckedRoutesCollector(
            ConfigurableApplicationContext spring,
            Function<CamelContext, RouteChecker> checkers,
            RouteNames names,
            boolean strict,
            RouteFiles files) {
        super(spring, false);
        this.environment = spring.getEnvironment();
        this.checkers = checkers;
        this.names = names;
        this.strict = strict;
        this.files = files;
    }

    @Override
    public Collection<Resource> findRouteResourcesFromDirectory(
            CamelContext camel, @Nullable String excludePattern, @Nullable String includePattern) {
        Collection<Resource> found = super.findRouteResourcesFromDirectory(camel, excludePattern, includePattern);
        Map<String, Resource> named = new LinkedHashMap<>();
        found.forEach(resource -> named.put(names.of(resource.getLocation()), resource));
        List<RouteSource> sources = new ArrayList<>();
        named.forEach((name, resource) -> {
            if (name.endsWith(RouteFolder.SUFFIX)) {
                sources.add(new RouteSource(name, read(name, resource)));
            }
        });
        if (SettingsPostProcessor.areInForce(environment) && RouteSources.areThoseOfTheJar(sources)) {
            return named.values();
        }
        Report report = checkers.apply(camel).check(sources);
        report.of(Severity.WARNING).forEach(finding -> LOG.warn("{}", finding));
        report.of(Severity.ERROR).forEach(finding -> LOG.error("left out: {}", finding));
        Set<String> broken = report.broken();
        if (strict && !broken.isEmpty()) {
            throw new IllegalStateException(
                    "IMG_GW_ROUTES_STRICT is true, and these files have errors: " + String.join(", ", broken));
        }
        files.started(report);
        named.keySet().removeAll(broken);
        return named.values();
    }

    private static String read(String name, Resource resource) {
        try (InputStream content = resource.getInputStream()) {
            return RouteSources.text(content.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
