package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the replies on a connection belong to their commands. The protocol has no request ids: a reply is
 * matched to the oldest pending command, so a lost reply shifts all that follow. A nonce that is sent after another
 * command ({@code PING nonce}) and comes back proves that all earlier replies were matched correctly.
 */
final class ReplyCheck {

    private static final String ECHO = "return ARGV[1]";

    private ReplyCheck() {}

    /** Returns a nonce that no other command uses. */
    static String word() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    }

    /**
     * Sends a command followed by a check, and waits for both.
     *
     * @param key in a cluster, a key of the node to which the command is sent; null if the cluster is not checked
     * @throws MismatchedReplyException if the reply belongs to another command or has the wrong type
     * @throws RedisException if the command failed, or if its outcome is unknown
     */
    static <T extends @Nullable Object> T call(
            RedisClusterAsyncCommands<String, String> commands,
            @Nullable String key,
            Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> command,
            long timeoutMillis)
            throws InterruptedException {
        CompletionStage<T> sent = command.apply(commands);
        CompletionStage<Boolean> check = ask(commands, key);
        T answer;
        try {
            answer = ValkeyConnections.await(sent, timeoutMillis);
        } catch (RedisCommandExecutionException refused) {
            // Checked again, because a script that the server did not know was sent again after the check.
            confirm(ask(commands, key), refused);
            throw refused;
        } catch (RedisException failure) {
            throw isOfWrongShape(failure) ? new MismatchedReplyException(failure) : failure;
        }
        confirm(check, null);
        return answer;
    }

    /**
     * @param refused the error reply to the command, if any; a server that rejects all commands also rejects the check
     */
    private static void confirm(CompletionStage<Boolean> check, @Nullable RedisException refused)
            throws InterruptedException {
        boolean inStep;
        try {
            inStep = ValkeyConnections.await(check, ValkeyConnections.COMMAND_TIMEOUT_MILLIS);
        } catch (RedisCommandExecutionException e) {
            inStep = refused != null || isAbout(e, "ping");
        } catch (NoAnswerException e) {
            throw e;
        } catch (RedisException e) {
            throw new MismatchedReplyException(e);
        }
        if (!inStep) {
            throw new MismatchedReplyException();
        }
    }

    /**
     * If the user may not run the check, the server replies with an error that names it, which no other command causes.
     */
    static boolean isAbout(RedisException failure, String command) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("NOPERM") && message.contains("'" + command + "'");
    }

    /** Sends only the check; returns whether its nonce came back. */
    static CompletionStage<Boolean> ask(RedisClusterAsyncCommands<String, String> commands, @Nullable String key) {
        String word = word();
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        CommandType type = CommandType.PING;
        if (commands instanceof RedisAdvancedClusterAsyncCommands<?, ?>) {
            if (key == null) {
                return CompletableFuture.completedFuture(true);
            }
            // A command without a key would be sent to an arbitrary node.
            type = CommandType.EVAL;
            arguments.add(ECHO).add(1).addKey(key);
        }
        arguments.add(word);
        CompletionStage<@Nullable String> answer =
                commands.dispatch(type, new StatusOutput<>(StringCodec.UTF8), arguments);
        return answer.thenApply(word::equals);
    }

    /**
     * Whether the client's decoder failed on an unexpected reply, as opposed to an error of the server or the network.
     */
    private static boolean isOfWrongShape(RedisException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof RuntimeException
                && !(cause instanceof RedisException)
                && !(cause instanceof CancellationException);
    }

    /** Whether the failure of a completion stage means that the replies of a connection are mismatched. */
    static boolean isOutOfStep(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof MismatchedReplyException;
    }
}
