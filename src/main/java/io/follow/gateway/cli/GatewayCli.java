package io.follow.gateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * The command line. Commands respond quickly, because they run without a Spring context, a web server and routes. Only
 * {@code routes test} starts gateways.
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
        // A new command needs a class with @Command and a line here.
        program = new CommandLine(new GatewayCommand())
                .addSubcommand(new DeadLettersCommand(deadLetters))
                .addSubcommand(new GroupsCommand(groups))
                .addSubcommand(new RoutesCommand(validation, inventory, tests))
                .setOut(out)
                .setErr(err)
                // An argument with a leading at sign is not the name of a file.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(new UsageErrorHandler())
                .setExecutionExceptionHandler(new FailureHandler());
    }

    /** Whether the arguments start the gateway: they are empty or only properties such as {@code --server.port=8080}. */
    public static boolean startsGateway(String... arguments) {
        return Arrays.stream(arguments)
                .allMatch(argument -> PROPERTY.matcher(argument).matches());
    }

    /**
     * Runs a command with the standard streams in UTF-8, and returns the exit code.
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

    /** Prints to standard error why the program cannot run, and returns the exit code. */
    public static int refuse(String problem) {
        try (PrintWriter err = writer(FileDescriptor.err)) {
            err.println("not started: " + problem);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs a command and returns the exit code: 0 for success, 1 for a failure, 2 for invalid arguments or settings. */
    int run(String... arguments) {
        return program.execute(arguments);
    }
}
