package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** A route with the steps that change pixels. */
final class OperationRoute {

    private OperationRoute() {}

    /** @param engines the fastest first */
    static ImageRoute open(Path folder, List<ImageEngine> engines) throws IOException {
        return open(folder, engines, ImageRoute.BUDGET);
    }

    /** @param bytes the memory of all jobs */
    static ImageRoute open(Path folder, List<ImageEngine> engines, long bytes) throws IOException {
        ImageRoute route = new ImageRoute(folder, engines, bytes);
        route.bind("blur", new Blur());
        route.bind("sharpen", new Sharpen());
        route.bind("rotate", new Rotate());
        route.bind("flip", new Flip());
        route.bind("grey", new Grey());
        return route;
    }

    /** Runs a job through the steps of a pipeline with operations among them. */
    static Exchange run(ImageRoute route, String options, Map<String, String> job, String... operations)
            throws Exception {
        List<String> steps = new ArrayList<>(List.of(route.check(options)));
        steps.addAll(List.of(operations));
        steps.addAll(List.of(route.read(), "decode.picture", "resize.picture", "encode.picture"));
        return route.run(job, steps.toArray(String[]::new));
    }
}
