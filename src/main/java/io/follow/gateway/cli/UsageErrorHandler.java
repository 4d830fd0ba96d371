package io.follow.gateway.cli;

import io.follow.gateway.job.OneLine;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints one line that describes the invalid argument and refers to the help. */
final class UsageErrorHandler implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String message = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
        e.getCommandLine().getErr().println(OneLine.of(message) + "; see " + command.qualifiedName() + " --help");
        return command.exitCodeOnInvalidInput();
    }

    private static String unmatched(UnmatchedArgumentException e, CommandSpec command) {
        String found = e.getUnmatched().get(0);
        List<String> names = names(found, command);
        List<String> similar = e.getSuggestions();
        String hint = names.size() > 1 && !similar.isEmpty() ? ", perhaps " + similar.get(0) : "";
        return "found \"" + found + "\", expected " + either(names) + hint;
    }

    private static List<String> names(String found, CommandSpec command) {
        if (!found.startsWith("-")) {
            return List.copyOf(command.subcommands().keySet());
        }
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.add(option.longestName()));
        if (command.parent() == null) {
            names.add("only properties such as --server.port=8080");
        }
        return names;
    }

    private static String either(List<String> names) {
        int last = names.size() - 1;
        return switch (names.size()) {
            case 0 -> "nothing more";
            case 1 -> names.get(0);
            default -> String.join(", ", names.subList(0, last)) + " or " + names.get(last);
        };
    }
}
