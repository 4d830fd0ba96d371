package io.follow.gateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * The command line of the program. Commands run without a Spring context, a web server or routes, so they answer at once; tests
 * of routes start gateways.
 */
public final class GatewayCli {

    private static final Pattern PROPERTY = Pattern.compile("--[A-Za-z][^=\\s]*=.*", Pattern.DOTALL);

    private final CommandLine program;

    GatewayCli(
            PrintWriter out,
            PrintWriter err,
            DeadLetterSession deadLetters,
            GroupSession groups,
            RouteValidation validation,
            RouteInventory inventory,
            RouteTesting tests) {
        // A new command is a class with @Command, and a line here.
        program = new CommandLine(new GatewayCommand())
                .addSubcommand(new DeadLettersCommand(deadLetters))
                .addSubcommand(new GroupsCommand(groups))
                .addSubcommand(new RoutesCommand(validation, inventory, tests))
                .setOut(out)
                .setErr(err)
                // An argument that starts with an at sign names no file.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new UsageErrorHandler())
                .setExecutionExceptionHandler(new FailureHandler());
    }

    /** Whether the arguments start the gateway: none at all, or only properties in the form {@code --server.port=8080}. */
    public static boolean startsGateway(String... arguments) {
        return Arrays.stream(arguments)
                .allMatch(argument -> PROPERTY.matcher(argument).matches());
    }

    /**
     * Runs a command on the standard streams, in UTF-8. Returns the exit code.
     *
     * @param application the main class of the gateway
     */
    public static int runOnTerminal(Class<?> application, String... arguments) {
        try (PrintWriter out = writer(FileDescriptor.out);
                PrintWriter err = writer(FileDescriptor.err)) {
            ServerSession session = ServerSession.ofThisProcess();
            GatewayRoutes routes = new GatewayRoutes(application);
            return new GatewayCli(
                            out, err, session, session.ofGroups(), routes, routes, new GatewayRouteTests(application))
                    .run(arguments);
        }
    }

    /** Says on standard error why nothing can be run here. Returns the exit code. */
    public static int refuse(String problem) {
        try (PrintWriter err = writer(FileDescriptor.err)) {
            err.println("not started: " + problem);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs a command. The exit code is 0 when it was done, 1 when not, 2 when arguments or settings are not understood. */
    int run(String... arguments) {
        return program.execute(arguments);
    }
}
