package io.follow.gateway.cli;

import picocli.CommandLine.Command;

/** The command {@code routes}: what engineers do with route files. */
@Command(
        name = "routes",
        description = "Checks and tests route files.",
        subcommands = {RoutesTestRun.class, RoutesValidate.class},
        footer = {
            "",
            "The gateway's environment variables give properties their values, as at a start; tests bring their own."
        })
final class RoutesCommand {

    private final RouteValidation validation;
    private final RouteTesting tests;

    RoutesCommand(RouteValidation validation, RouteTesting tests) {
        this.validation = validation;
        this.tests = tests;
    }

    RouteValidation validation() {
        return validation;
    }

    RouteTesting tests() {
        return tests;
    }
}
