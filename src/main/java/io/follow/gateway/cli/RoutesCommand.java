package io.follow.gateway.cli;

import picocli.CommandLine.Command;

/** The command {@code routes}: what engineers do with route files. */
@Command(
        name = "routes",
        description = "Checks route files.",
        subcommands = RoutesValidate.class,
        footer = {"", "The gateway's environment variables give properties their values, as at a start."})
final class RoutesCommand {

    private final RouteValidation validation;

    RoutesCommand(RouteValidation validation) {
        this.validation = validation;
    }

    RouteValidation validation() {
        return validation;
    }
}
