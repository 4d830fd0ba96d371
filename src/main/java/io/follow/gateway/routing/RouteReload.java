package io.follow.gateway.routing;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteChecker;
import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.routing.check.Severity;
import io.follow.gateway.settings.RouteFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a route when its file is edited, and only that one; the running jobs of the old version end first. An edited
 * error configuration or template reloads the routes as well, because they are made of it. A file with an error, or that
 * makes another one wrong, changes nothing: the last version that worked goes on running.
 */
public final class RouteReload extends RouteWatcherReloadStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    private final RouteFolder folder;
    private final RouteChecker checker;
    private final RouteFiles files;
    private final Runnable afterReload;

    /** Called by the watching thread only, but filled when the strategy starts: hence concurrent. */
    private final Map<Path, String> lastGood = new ConcurrentHashMap<>();

    private final LoadedRoutes loaded;

    /**
     * @param files told which of them are in force
     * @param afterReload called when the routes of a file have been replaced
     */
    public RouteReload(RouteFolder folder, RouteChecker checker, RouteFiles files, Runnable afterReload) {
        super(folder.path().toString(), true);
        this.folder = folder;
        this.checker = checker;
        this.files = files;
        this.afterReload = afterReload;
        this.loaded = new LoadedRoutes(this::getCamelContext);
        setRemoveAllRoutes(false);
        setFileFilter(file -> folder.contains(file.toPath().toAbsolutePath()));
    }

    @Override
    protected void doStart() throws Exception {
        for (Path file : folder.files()) {
            if (!files.leftOut().contains(folder.nameOf(file))) {
                lastGood.put(file, read(file));
            }
        }
        super.doStart();
    }

    @Override
    protected void onRouteReload(Collection<Resource> resources, boolean removeEverything) {
        for (Resource resource : resources) {
            Path file = new File(resource.getURI()).toPath().toAbsolutePath();
            try {
                reload(file);
            } catch (IOException e) {
                LOG.warn("{} cannot be read; the last version keeps running", file.getFileName());
            }
        }
    }

    private void reload(Path file) throws IOException {
        String name = folder.nameOf(file);
        if (!Files.exists(file)) {
            files.forget(name);
            if (lastGood.containsKey(file)) {
                LOG.warn(
                        "{} no longer exists; its last version keeps running until the next start", file.getFileName());
            }
            return;
        }
        String text = read(file);
        if (text.isBlank()) {
            // An editor empties a file before it writes it.
            return;
        }
        if (text.equals(lastGood.get(file))) {
            files.forget(name);
            return;
        }
        Report report = check(file, text);
        List<Finding> errors = report.of(Severity.ERROR);
        if (!errors.isEmpty()) {
            if (files.refused(name, errorOf(name, errors), lastGood.containsKey(file))) {
                errors.forEach(error -> LOG.warn("{} not reloaded: {}", file.getFileName(), error));
            }
            return;
        }
        report.of(Severity.WARNING).stream()
                .filter(warning -> warning.file().equals(name))
                .forEach(warning -> LOG.warn("{}", warning));
        try {
            apply(file, text);
            lastGood.put(file, text);
            files.loaded(name, report);
            afterReload.run();
            LOG.info("{} reloaded", file.getFileName());
        } catch (Exception e) {
            String reason = RouteFailure.reason(e);
            LOG.warn("{} not reloaded: {}", file.getFileName(), reason);
            files.refused(name, name + ": " + reason, lastGood.containsKey(file));
            restore(file);
            return;
        }
        reloadLeftOut();
    }

    /** The error to show: in the file itself, or in one that it makes wrong. */
    private static String errorOf(String name, List<Finding> errors) {
        return errors.stream()
                .filter(error -> error.file().equals(name))
                .findFirst()
                .orElse(errors.get(0))
                .toString();
    }

    /** What was left out because of another file may work now. */
    private void reloadLeftOut() throws IOException {
        for (String name : files.leftOut()) {
            reload(folder.path().resolve(name));
        }
    }

    /** Checks the files that run, with the new version of one. */
    private Report check(Path file, String text) {
        List<RouteSource> sources = new ArrayList<>();
        Set<String> running = new HashSet<>();
        lastGood.forEach((other, good) -> {
            if (!other.equals(file)) {
                sources.add(new RouteSource(folder.nameOf(other), good));
                running.add(folder.nameOf(other));
            }
        });
        sources.add(new RouteSource(folder.nameOf(file), text));
        return checker.check(sources, running);
    }

    private static String read(Path file) throws IOException {
        return RouteSources.text(Files.readAllBytes(file));
    }

    /** Loads a file, and the routes that are made of it. */
    private void apply(Path file, String text) throws Exception {
        loaded.load(file, text, lastGood.get(file));
        if (isPartOfOthers(text)) {
            for (Map.Entry<Path, String> other : lastGood.entrySet()) {
                if (!isPartOfOthers(other.getValue())) {
                    loaded.load(other.getKey(), other.getValue(), other.getValue());
                }
            }
        }
    }

    private static boolean isPartOfOthers(String text) {
        return text.contains("routeConfiguration:") || text.contains("routeTemplate:");
    }

    private void restore(Path file) {
        String text = lastGood.get(file);
        if (text == null) {
            return;
        }
        try {
            apply(file, text);
            LOG.info("{}: the last version keeps running", file.getFileName());
        } catch (Exception e) {
            String lost =
                    "the last version of " + file.getFileName() + " cannot be started again: " + RouteFailure.reason(e);
            files.lost(folder.nameOf(file), lost);
            LOG.error("{}", lost);
        }
    }
}
