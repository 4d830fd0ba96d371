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
 * Finds out whether the answers on a connection belong to their commands. The protocol has no ids: an answer belongs to
 * whichever command waits first, so one that is lost shifts all that follow. A word that only its own command can bring
 * back, sent behind another command ({@code PING word}), shows that everything before it was in step.
 */
final class ReplyCheck {

    private static final String ECHO = "return ARGV[1]";

    private ReplyCheck() {}

    /** A word that no other command uses. */
    static String word() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    }

    /**
     * Sends a command with a check behind it, and waits for both.
     *
     * @param key a key of the node that the command goes to, for a cluster; null: a cluster is not asked
     * @throws MismatchedReplyException when the answer is another command's or of the wrong shape
     * @throws RedisException when the command failed, or when its outcome is unknown
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
            // Asked anew: a script that the server did not know was sent again, behind the check.
            confirm(ask(commands, key), refused);
            throw refused;
        } catch (RedisException failure) {
            throw isOfWrongShape(failure) ? new MismatchedReplyException(failure) : failure;
        }
        confirm(check, null);
        return answer;
    }

    /** @param refused what the command was answered with, if that was an error: where all is refused, so is the check */
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

    /** A user who may not send the check is told so by an error that names it, and that nothing else brings. */
    static boolean isAbout(RedisException failure, String command) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("NOPERM") && message.contains("'" + command + "'");
    }

    /** Sends the check alone; answers whether its word came back. */
    static CompletionStage<Boolean> ask(RedisClusterAsyncCommands<String, String> commands, @Nullable String key) {
        String word = word();
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        CommandType type = CommandType.PING;
        if (commands instanceof RedisAdvancedClusterAsyncCommands<?, ?>) {
            if (key == null) {
                return CompletableFuture.completedFuture(true);
            }
            // A command without a key would be sent to some other node.
            type = CommandType.EVAL;
            arguments.add(ECHO).add(1).addKey(key);
        }
        arguments.add(word);
        CompletionStage<@Nullable String> answer =
                commands.dispatch(type, new StatusOutput<>(StringCodec.UTF8), arguments);
        return answer.thenApply(word::equals);
    }

    /** What a client's decoder throws at an answer that it did not expect, as opposed to an error of server or network. */
    private static boolean isOfWrongShape(RedisException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof RuntimeException
                && !(cause instanceof RedisException)
                && !(cause instanceof CancellationException);
    }

    /** Whether a failure, as a stage passes it on, means that a connection is out of step. */
    static boolean isOutOfStep(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof MismatchedReplyException;
    }
}
