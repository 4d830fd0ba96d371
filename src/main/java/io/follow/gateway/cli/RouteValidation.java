package io.follow.gateway.cli;

import io.follow.gateway.routing.check.Report;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks route files like a gateway with the same settings at startup. */
interface RouteValidation {

    /**
     * Checks the files of a directory.
     *
     * @param directory the routes directory, or null for that of the settings
     */
    Report validate(@Nullable Path directory) throws Exception;
}
