package io.follow.gateway.routing;

import io.follow.gateway.settings.RouteFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RouteController;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Replaces the running routes of a file. Used by the watching thread only. */
final class LoadedRoutes {

    private static final Pattern ROUTE_ID = Pattern.compile("(?m)^[^#\\n]*?\\brouteId:\\s*[\"']?([^\"'\\s,}]+)");

    private final Supplier<CamelContext> camel;

    /** The routes that each file last created from templates; Camel does not keep this. */
    private final Map<Path, Set<String>> created = new HashMap<>();

    /** @param camel called when routes are loaded */
    LoadedRoutes(Supplier<CamelContext> camel) {
        this.camel = camel;
    }

    /**
     * Loads a file and starts its routes.
     *
     * @param before the text that is running, or null if the file is new
     */
    void load(Path file, String text, @Nullable String before) throws Exception {
        Resource resource = ResourceHelper.fromBytes(file.toString(), text.getBytes(StandardCharsets.UTF_8));
        if (text.contains("templatedRoute:")) {
            // Camel updates only plain routes; those that are created from a template are removed and created again.
            remove(file, text, before);
            Set<String> others = routeIds();
            try {
                PluginHelper.getRoutesLoader(camel.get()).loadRoutes(resource);
            } finally {
                Set<String> ids = routeIds();
                ids.removeAll(others);
                created.put(file, ids);
            }
        } else {
            PluginHelper.getRoutesLoader(camel.get()).updateRoutes(List.of(resource));
        }
        Set<String> ids = created.getOrDefault(file, Set.of());
        for (Route route : camel.get().getRoutes()) {
            if (ids.contains(route.getId()) || isOf(resource, route)) {
                start(route.getId());
            }
        }
    }

    /** Removes the routes that the versions of a file have created, so that one whose id has changed does not run twice. */
    private void remove(Path file, String text, @Nullable String before) throws Exception {
        Set<String> ids = idsOf(file, text);
        ids.addAll(created.getOrDefault(file, Set.of()));
        if (before != null && before.contains("templatedRoute:")) {
            ids.addAll(idsOf(file, before));
        }
        for (String id : ids) {
            camel.get().getRouteController().stopRoute(id);
            camel.get().removeRoute(id);
        }
    }

    private Set<String> routeIds() {
        return camel.get().getRoutes().stream().map(Route::getId).collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isOf(Resource resource, Route route) {
        Resource source = route.getSourceResource();
        return source != null && source.getLocation().equals(resource.getLocation());
    }

    /** A supervising controller does not start routes that are added while it runs. */
    private void start(String route) throws Exception {
        RouteController controller = camel.get().getRouteController();
        if (controller.getRouteStatus(route) != null
                && controller.getRouteStatus(route).isStopped()) {
            controller.startRoute(route);
        }
    }

    /** The ids of the routes that a file creates from templates. */
    static Set<String> idsOf(Path file, String text) {
        Set<String> ids = ROUTE_ID.matcher(text)
                .results()
                .map(id -> id.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            ids.add(file.getFileName().toString().replace(RouteFolder.SUFFIX, ""));
        }
        return ids;
    }
}
