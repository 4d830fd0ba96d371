package io.follow.gateway.routing;

/** What went wrong with a route, in one line. */
final class RouteFailure {

    private RouteFailure() {}

    /** The first line of the innermost cause. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
