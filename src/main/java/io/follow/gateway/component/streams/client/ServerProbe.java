package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once a second whether the server responds, and whether its replies on the shared connection match their
 * commands ({@link ReplyCheck}), because a blocking reader would notice a silent server only at the end of its block
 * time. A connection that is silent or mismatched is closed. Written by the timer and a client thread, read by health
 * checks: hence volatile.
 */
public final class ServerProbe implements Runnable {

    public static final long EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);
    /** A lost server must be detected within 5 s, including the time of the check. */
    private static final long SILENCE_MILLIS = 3_500;

    private final ValkeyConnections connections;
    private volatile long lastAnswer = System.nanoTime();
    private volatile @Nullable Question open;

    /** A check without a reply so far. */
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
                    // If the user may not run the check, the error is a reply, too.
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

    /** Returns for how long the server has been silent, in one line; null if it has responded recently. */
    @Nullable
    public String trouble() {
        long silence = (System.nanoTime() - lastAnswer) / 1_000_000;
        return silence < SILENCE_MILLIS ? null : "no answer from the server for " + silence / 1000 + " s";
    }
}
