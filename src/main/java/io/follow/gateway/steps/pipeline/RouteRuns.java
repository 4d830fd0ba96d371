package io.follow.gateway.steps.pipeline;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runs of routes for one job. When a failed route is repeated, the work is reset to the state at the start of the failed
 * run. Confined to one exchange.
 */
final class RouteRuns {

    private final Map<String, Start> running;
    private @Nullable Failure lastFailure;

    /**
     * The state of the work when a route begins.
     *
     * @param operations the number of operations
     * @param decoded whether the picture was decoded
     * @param recipe what makes its pixels again
     */
    private record Start(int operations, boolean decoded, @Nullable WorkStep recipe) {}

    /** @param operations the number of operations when the route failed */
    private record Failure(String routeId, Start start, int operations) {}

    RouteRuns() {
        this.running = new HashMap<>();
    }

    /** The same for a branch. */
    RouteRuns(RouteRuns original) {
        this.running = new HashMap<>(original.running);
        this.lastFailure = original.lastFailure;
    }

    /** Resets the work if the last run of the route failed. */
    void begin(ImageWork work, String routeId) {
        Failure failure = lastFailure;
        boolean decoded = work.isDecoded();
        if (failure != null && failure.routeId().equals(routeId)) {
            lastFailure = null;
            work.operations().remove(failure.start().operations(), failure.operations());
            decoded = failure.start().decoded();
            if (!decoded) {
                work.forgetPictures();
            }
            work.heldPixels().resetTo(failure.start().recipe());
        }
        running.put(
                routeId,
                new Start(
                        work.operations().afterCrop().size(),
                        decoded,
                        work.heldPixels().recipe()));
    }

    /** If nested routes fail, the outermost one can be repeated. */
    void end(ImageWork work, String routeId, boolean failed) {
        Start start = running.remove(routeId);
        if (failed && start != null) {
            lastFailure =
                    new Failure(routeId, start, work.operations().afterCrop().size());
        }
    }
}
