package io.follow.gateway.cli;

import picocli.CommandLine.Command;

/** The command {@code routes}: what engineers do with routes and their files. */
@Command(
        name = "routes",
        description = "Lists, checks and tests routes.",
        subcommands = {RoutesList.class, RoutesTestRun.class, RoutesValidate.class},
        footer = {
            "",
            "The gateway's environment variables give properties their values, as at a start; tests bring their own."
        })
final class RoutesCommand {

    private final RouteValidation validation;
    private final RouteInventory inventory;
    private final RouteTesting tests;

    RoutesCommand(RouteValidation validation, RouteInventory inventory, RouteTesting tests) {
        this.validation = validation;
        this.inventory = inventory;
        this.tests = tests;
    }

    RouteValidation validation() {
        return validation;
    }

    RouteInventory inventory() {
        return inventory;
    }

    RouteTesting tests() {
        return tests;
    }
}
