package io.follow.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program itself, and what all its commands have in common. */
@Command(
        name = "java -jar image-gateway.jar",
        description =
                "Processes image jobs from a Valkey stream. Without a command, or with --property=value alone, the"
                        + " gateway starts.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:not done", "2:arguments or a setting not understood"})
final class GatewayCommand {}
