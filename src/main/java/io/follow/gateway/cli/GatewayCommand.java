package io.follow.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The root command, with the options of all commands. */
@Command(
        name = "java -jar image-gateway.jar",
        description =
                "Processes image jobs from a Valkey stream. Without a command, or with only --property=value arguments,"
                        + " starts the gateway.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure", "2:invalid arguments or settings"})
final class GatewayCommand {}
