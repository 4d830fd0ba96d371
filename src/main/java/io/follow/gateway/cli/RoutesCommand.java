package io.follow.gateway.cli;

import picocli.CommandLine.Command;

/** The command {@code routes}: what engineers do with routes and their files. */
@Command(
        name = "routes",
        description = "Lists routes and checks route files.",
        subcommands = {RoutesList.class, RoutesValidate.class},
        footer = {"", "The gateway's environment variables give properties their values, as at a start."})
final class RoutesCommand {

    private final RouteValidation validation;
    private final RouteInventory inventory;

    RoutesCommand(RouteValidation validation, RouteInventory inventory) {
        this.validation = validation;
        this.inventory = inventory;
    }

    RouteValidation validation() {
        return validation;
    }

    RouteInventory inventory() {
        return inventory;
    }
}
