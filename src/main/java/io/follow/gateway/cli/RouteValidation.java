package io.follow.gateway.cli;

import io.follow.gateway.routing.check.Report;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks route files as a gateway with the same settings would at its start. */
interface RouteValidation {

    /** @param directory the directory of the files, or null for that of the settings */
    Report validate(@Nullable Path directory) throws Exception;
}
