package io.follow.gateway.cli;

import io.follow.gateway.routing.check.Report;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks route files as a gateway with the same settings would at its start. */
interface RouteValidation {

    /**
     * Checks the files of a directory.
     *
     * @param directory the directory, or null for that of the settings
     */
    Report validate(@Nullable Path directory) throws Exception;
}
