package io.follow.gateway.routing.check;

/**
 * One entry of a route file.
 *
 * @param kind such as {@code route}, {@code routeConfiguration}, {@code routeTemplate} or {@code templatedRoute}
 * @param place where the kind stands
 */
record Definition(RouteFile file, String kind, YamlValue place, YamlValue body) {

    boolean isRoute() {
        return kind.equals("route") || kind.equals("from");
    }

    boolean isConfiguration() {
        return kind.equals("routeConfiguration");
    }

    boolean isTemplate() {
        return kind.equals("routeTemplate");
    }

    /** Whether this is a route made from a template. */
    boolean isTemplated() {
        return kind.equals("templatedRoute");
    }

    /** The id, or an empty text. */
    String id() {
        return body.text(isTemplated() ? "routeId" : "id");
    }

    /** Where the id stands, or the kind where there is none. */
    YamlValue idPlace() {
        return body.get(isTemplated() ? "routeId" : "id").orElse(place);
    }

    /** The route that this defines or that is made from it: the body itself, or the route below a template. */
    YamlValue route() {
        return isTemplate() ? body.get("route").orElse(body) : body;
    }

    /** What the route reads, with the steps below it; the body itself where an entry is {@code from} alone. */
    YamlValue from() {
        return kind.equals("from") ? body : route().get("from").orElse(body);
    }
}
