package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.routing.check.Outline;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code routes list}: prints a row for each route. */
@Command(
        name = "list",
        description =
                "Lists the routes of a running gateway with their state, counts and last error. If no gateway runs,"
                        + " or with DIR, lists the routes of files.")
final class RoutesList implements Callable<Integer> {

    @ParentCommand
    private RoutesCommand parent;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private @Nullable Choice choice;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    /** Selects the routes to list. */
    private static final class Choice {

        @Parameters(
                arity = "0..1",
                paramLabel = "DIR",
                description = "A routes directory, whether or not a gateway runs.")
        private @Nullable Path directory;

        @Option(
                names = "--url",
                paramLabel = "URL",
                converter = GatewayAddressConverter.class,
                description = "The address of the gateway; default: this machine and IMG_GW_PORT.")
        private @Nullable URI gateway;
    }

    @Override
    public Integer call() throws Exception {
        RouteInventory inventory = parent.inventory();
        Path directory = choice == null ? null : choice.directory;
        if (directory != null) {
            return show(inventory.inFiles(directory));
        }
        URI given = choice == null ? null : choice.gateway;
        URI gateway = given == null ? inventory.address() : given;
        Optional<JsonNode> running = inventory.running(gateway);
        if (running.isPresent()) {
            return show(running.get());
        }
        if (given != null) {
            throw new GatewayCallException("no gateway answers at " + OperatorCalls.shown(gateway));
        }
        spec.commandLine()
                .getErr()
                .println("no gateway answers at " + OperatorCalls.shown(gateway)
                        + "; these are the routes that a start would load");
        return show(inventory.inFiles(null));
    }

    private int show(JsonNode routes) {
        return json ? print(RouteRows.runningJson(routes)) : print(RouteRows.running(routes));
    }

    private int show(Outline outline) {
        if (json) {
            return print(RouteRows.filesJson(outline));
        }
        RouteRows.errors(outline).forEach(error -> spec.commandLine().getErr().println("left out: " + error));
        return print(RouteRows.files(outline));
    }

    private int print(Table table) {
        table.lines().forEach(this::print);
        return ExitCode.OK;
    }

    private int print(String line) {
        spec.commandLine().getOut().println(line);
        return ExitCode.OK;
    }
}
