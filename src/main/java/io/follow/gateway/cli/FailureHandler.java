package io.follow.gateway.cli;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.embedded.EmbeddedServerException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.routetest.InvalidTestFileException;
import io.follow.gateway.settings.InvalidSettingException;
import io.lettuce.core.RedisException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints the failure of a command as one line. */
final class FailureHandler implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof InvalidSettingException || e instanceof InvalidTestFileException) {
            command.getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
        command.getErr().println(message(e));
        return ExitCode.SOFTWARE;
    }

    private static String message(Exception e) throws Exception {
        if (e instanceof EmbeddedServerException || e instanceof GatewayCallException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof RedisException) {
            return "the server cannot be used: " + reason(e);
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        throw e;
    }

    /** Returns the message of the root cause as one line, without the name of the system call. */
    private static String reason(Exception failure) {
        return OneLine.of(ServerFailure.describe(failure).replaceFirst("^.*error\\(-\\d+\\): ", ""));
    }
}
