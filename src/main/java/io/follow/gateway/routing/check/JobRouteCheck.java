package io.follow.gateway.routing.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.support.PatternHelper;

/**
 * A route that reads jobs ends each of them. Without an error configuration a job that fails is delivered again and again,
 * past {@code maxDeliveries}.
 */
final class JobRouteCheck {

    private static final String STREAMS = "valkey-streams";
    private static final Set<String> ROOT_ERRORS = Set.of("onException", "errorHandler");

    /** The steps that change pixels. */
    private static final Set<String> OPERATIONS =
            Set.of("blur", "flip", "grey", "redact", "rotate", "sharpen", "watermark");

    private final RouteSet set;
    private final Metadata metadata;
    private final Ends ends;

    JobRouteCheck(RouteSet set, Metadata metadata) {
        this.set = set;
        this.metadata = metadata;
        this.ends = new Ends(set, metadata);
    }

    void check(Findings findings) {
        for (RouteUnit route : set.routes()) {
            Optional<EndpointUse> input =
                    route.input().filter(use -> use.scheme().equals(STREAMS));
            input.ifPresent(use -> check(route, use, findings));
        }
    }

    private void check(RouteUnit route, EndpointUse input, Findings findings) {
        YamlValue place = route.place(input.element().place());
        boolean settles = "SETTLE".equalsIgnoreCase(input.value("acknowledge", metadata));
        List<Definition> configurations = configurationsOf(route);
        boolean hasErrors = !configurations.isEmpty() || hasErrorsOfItsOwn(route);
        if (!hasErrors && route.configurationId().isEmpty()) {
            String found = "a consumer of " + STREAMS + " without an error configuration";
            String expected = "routeConfigurationId: one of "
                    + String.join(", ", set.configurations().keySet());
            if (settles) {
                findings.error(route.file(), place, found, expected);
            } else {
                findings.warning(route.file(), place, found, expected);
            }
        }
        if (settles) {
            for (Definition configuration : configurations) {
                if (!ends.somewhere(configuration)) {
                    findings.warning(
                            route.file(),
                            route.place(route.definition()
                                    .route()
                                    .get("routeConfigurationId")
                                    .orElse(route.definition().place())),
                            "the error configuration " + configuration.id() + ", which ends no job",
                            "one that settles, such as image-errors");
                }
            }
            if (!ends.always(route)) {
                findings.warning(
                        route.file(),
                        place,
                        "a way through the steps on which no job ends",
                        "a " + STREAMS + " endpoint with settle: true at the end of each way");
            }
            order(route, findings);
            operations(route, findings);
        }
    }

    private List<Definition> configurationsOf(RouteUnit route) {
        String ids = route.configurationId();
        if (ids.isEmpty()) {
            return set.configurations().values().stream()
                    .filter(configuration -> configuration.id().isEmpty())
                    .toList();
        }
        return List.of(ids.split(",", -1)).stream()
                .flatMap(id -> set.configurations().values().stream()
                        .filter(configuration -> PatternHelper.matchPattern(configuration.id(), id.strip())))
                .toList();
    }

    /** Whether the route has an error handler, or its file one for all routes in it. */
    private static boolean hasErrorsOfItsOwn(RouteUnit route) {
        YamlValue body = route.definition().route();
        return body.has("errorHandler")
                || body.has("errorHandlerRef")
                || route.definition().file().definitions().stream()
                        .anyMatch(definition -> ROOT_ERRORS.contains(definition.kind()));
    }

    /** A result is made after the image is stored, not before. */
    private static void order(RouteUnit route, Findings findings) {
        Optional<Element> succeeded = Optional.empty();
        for (Element element : route.elements()) {
            String bean = element.key().equals("bean") ? element.value("ref") : "";
            if (bean.equals("store") && succeeded.isPresent()) {
                Element early = succeeded.get();
                findings.warning(
                        route.file(),
                        route.place(early.placeOf("ref")),
                        "succeed before store",
                        "the result after the image is stored");
                return;
            }
            if (bean.equals("succeed") && succeeded.isEmpty()) {
                succeeded = Optional.of(element);
            }
        }
    }

    /** Decode waits for the memory of all operations, so it knows them before. */
    private static void operations(RouteUnit route, Findings findings) {
        boolean decoded = false;
        for (Element element : route.elements()) {
            String bean = element.key().equals("bean") ? element.value("ref") : "";
            if (decoded && OPERATIONS.contains(bean)) {
                findings.warning(
                        route.file(),
                        route.place(element.placeOf("ref")),
                        bean + " after decode",
                        "each step that changes pixels before decode");
            }
            decoded |= bean.equals("decode");
        }
    }
}
