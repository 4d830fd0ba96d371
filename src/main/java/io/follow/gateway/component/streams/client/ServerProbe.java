package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server once a second whether it still answers, and whether its answers on the shared connection are in step
 * ({@link ReplyCheck}), because a reader that blocks would notice a silent server only at the end of its block time. A
 * connection that is silent or out of step is given up. Written by the timer and a client thread, read by health checks:
 * hence volatile.
 */
public final class ServerProbe implements Runnable {

    public static final long EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);
    /** A lost server should be known within 5 s, the time of the question about it included. */
    private static final long SILENCE_MILLIS = 3_500;

    private final ValkeyConnections connections;
    private volatile long lastAnswer = System.nanoTime();
    private volatile @Nullable Question open;

    /** A question that has not been answered yet. */
    private record Question(RedisClusterAsyncCommands<String, String> commands, SuspendAwareInstant since) {}

    public ServerProbe(ValkeyConnections connections) {
        this.connections = connections;
    }

    @Override
    public void run() {
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        Question waiting = open;
        if (commands == null) {
            open = null;
            if (!connections.hasShared()) {
                connections.openAhead();
            }
        } else if (waiting == null || waiting.commands() != commands) {
            ask(commands);
        } else if (waiting.since().millisAgo() >= SILENCE_MILLIS) {
            open = null;
            LOG.debug("the shared connection is silent and is closed");
            connections.giveUp(commands);
        }
    }

    private void ask(RedisClusterAsyncCommands<String, String> commands) {
        Question question = new Question(commands, SuspendAwareInstant.now());
        open = question;
        ReplyCheck.ask(commands, connections.checkKey()).whenComplete((inStep, failure) -> {
            if (question.equals(open)) {
                open = null;
            }
            if (failure != null) {
                LOG.debug("ping: {}", ServerFailure.describe(failure));
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                if (cause instanceof RedisException refused && ReplyCheck.isAbout(refused, "ping")) {
                    // A user who may not ask has been answered.
                    lastAnswer = System.nanoTime();
                }
            } else if (inStep) {
                lastAnswer = System.nanoTime();
            } else {
                LOG.warn("the replies of the server do not match the commands; the connection is replaced");
                connections.giveUp(commands);
            }
        });
    }

    /** Says since when the server has been silent, in one line; null when it has answered lately. */
    @Nullable
    public String trouble() {
        long silence = (System.nanoTime() - lastAnswer) / 1_000_000;
        return silence < SILENCE_MILLIS ? null : "no answer from the server for " + silence / 1000 + " s";
    }
}
