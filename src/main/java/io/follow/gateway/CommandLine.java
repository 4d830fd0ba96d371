package io.follow.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.cli.DeadLettersCommand;
import io.follow.gateway.cli.DeadLettersWords;
import io.follow.gateway.cli.UsageException;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.connection.CommandClient;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.embedded.EmbeddedServerException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.settings.CommandSettings;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.status.StatusHash;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.NestedExceptionUtils;

/** Runs a command instead of the gateway: without a Spring context, a web server or routes, so that it is there at once. */
final class CommandLine {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final PrintStream out;
    private final PrintStream err;

    CommandLine(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Whether the arguments are a command. */
    static boolean isCommand(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(DeadLettersCommand.NAME);
    }

    /** Runs the command on the standard streams, in UTF-8, with nothing logged. Returns the exit code. */
    static int onTerminal(String... arguments) {
        LoggingSystem.get(CommandLine.class.getClassLoader()).beforeInitialize();
        try (PrintStream out = stream(FileDescriptor.out);
                PrintStream err = stream(FileDescriptor.err)) {
            return new CommandLine(out, err).run(arguments);
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs the command; the exit code is 0 when it was done, 1 when not, 2 when words or settings are not understood. */
    int run(String... arguments) {
        try {
            return run(DeadLettersWords.parse(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.print(DeadLettersCommand.usage());
            return NOT_UNDERSTOOD;
        } catch (InvalidSettingException e) {
            err.println(e.getMessage());
            return NOT_UNDERSTOOD;
        } catch (EmbeddedServerException e) {
            err.println(e.getMessage());
            return NOT_DONE;
        } catch (RedisException e) {
            err.println("the server cannot be used: " + reason(e));
            return NOT_DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("interrupted");
            return NOT_DONE;
        }
    }

    /** The innermost reason on one line, without the name of the system call. */
    private static String reason(RedisException failure) {
        String message = String.valueOf(
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        return OneLine.of(message.replaceFirst("^.*error\\(-\\d+\\): ", ""));
    }

    private int run(DeadLettersWords words) throws InterruptedException {
        if (words.action() == DeadLettersWords.Action.HELP) {
            out.print(DeadLettersCommand.usage());
            return DONE;
        }
        GatewayProperties properties = CommandSettings.read();
        AbstractRedisClient client = CommandClient.of(properties);
        try (ValkeyConnections connections = new ValkeyConnections(client)) {
            return new DeadLettersCommand(letters(connections, properties), out, err).run(words);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static DeadLetters letters(ValkeyConnections connections, GatewayProperties properties) {
        GatewayProperties.Keys keys = properties.keys();
        StatusHash hashes = new StatusHash(
                keys.status(), keys.events(), properties.status().ttl(), Clock.systemUTC(), new ObjectMapper());
        return new DeadLetters(connections, new DeadLetterKeys(keys.deadLetter(), keys.process()), hashes::queued);
    }
}
