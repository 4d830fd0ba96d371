package io.follow.gateway.cli;

import picocli.CommandLine.Command;

/** The command {@code routes}: lists, checks and tests routes. */
@Command(
        name = "routes",
        description = "Lists, checks and tests routes.",
        subcommands = {RoutesList.class, RoutesTestRun.class, RoutesValidate.class},
        footer = {
            "",
            "Properties get their values from the environment variables of the gateway. Tests define their own."
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
