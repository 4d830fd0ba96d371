package io.follow.gateway.routing;

import io.follow.gateway.settings.RouteFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a route when its file is edited, and only that one; the running jobs of the old version end first. An edited
 * error configuration or template reloads the routes as well, because they are made of it. A file that cannot be loaded
 * changes nothing: the last version that worked goes on running.
 */
public final class RouteReload extends RouteWatcherReloadStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    private static final Pattern ROUTE_ID = Pattern.compile("(?m)^\\s*routeId:\\s*[\"']?([^\"'\\s]+)");

    private final RouteFolder folder;

    /** Written by the watching thread, read by health checks. */
    private volatile @Nullable String trouble;

    /** Called by the watching thread only, but filled when the strategy starts: hence concurrent. */
    private final Map<Path, String> lastGood = new ConcurrentHashMap<>();

    public RouteReload(RouteFolder folder) {
        super(folder.path().toString(), true);
        this.folder = folder;
        setRemoveAllRoutes(false);
        setFileFilter(file -> folder.contains(file.toPath().toAbsolutePath()));
    }

    @Override
    protected void doStart() throws Exception {
        for (Path file : folder.files()) {
            lastGood.put(file, Files.readString(file));
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
                LOG.warn("{} cannot be read, the last version goes on running", file.getFileName());
            }
        }
    }

    private void reload(Path file) throws IOException {
        if (!Files.exists(file)) {
            LOG.warn("{} is gone, its last version goes on running until the next start", file.getFileName());
            return;
        }
        String text = Files.readString(file);
        if (text.equals(lastGood.get(file))) {
            return;
        }
        try {
            apply(file, text);
            lastGood.put(file, text);
            trouble = null;
            LOG.info("{} reloaded", file.getFileName());
        } catch (Exception e) {
            LOG.warn("{} not reloaded: {}", file.getFileName(), rootMessage(e));
            restore(file);
        }
    }

    /** Loads a file, and the routes that are made of it. */
    private void apply(Path file, String text) throws Exception {
        load(file, text);
        if (isPartOfOthers(text)) {
            for (Map.Entry<Path, String> other : lastGood.entrySet()) {
                if (!isPartOfOthers(other.getValue())) {
                    load(other.getKey(), other.getValue());
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
            LOG.info("{}: the last version goes on running", file.getFileName());
        } catch (Exception e) {
            trouble = "the last version of " + file.getFileName() + " cannot be started again: " + rootMessage(e);
            LOG.error("{}", trouble);
        }
    }

    /** Why routes are missing, in one line; null when every route file is in force in its last good version. */
    @Nullable
    String trouble() {
        return trouble;
    }

    private void load(Path file, String text) throws Exception {
        Resource resource = ResourceHelper.fromBytes(file.toString(), text.getBytes(StandardCharsets.UTF_8));
        if (text.contains("templatedRoute:")) {
            // Camel updates plain routes only; one that is made from a template is taken away and made anew.
            String id = routeIdOf(file, text);
            getCamelContext().getRouteController().stopRoute(id);
            getCamelContext().removeRoute(id);
            PluginHelper.getRoutesLoader(getCamelContext()).loadRoutes(resource);
        } else {
            PluginHelper.getRoutesLoader(getCamelContext()).updateRoutes(List.of(resource));
        }
    }

    private static String routeIdOf(Path file, String text) {
        Matcher named = ROUTE_ID.matcher(text);
        return named.find() ? named.group(1) : file.getFileName().toString().replace(RouteFolder.SUFFIX, "");
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
