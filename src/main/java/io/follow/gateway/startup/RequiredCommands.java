package io.follow.gateway.startup;

import static io.follow.gateway.component.streams.client.RequiredCommand.onKey;
import static io.follow.gateway.component.streams.client.RequiredCommand.withoutKey;

import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.status.ReconcilerTurn;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user of the server has to be allowed beside what the streams themselves need. {@code EVALSHA} is not among it:
 * the question itself is a script, and the server names that command where it is missing.
 */
public final class RequiredCommands {

    /** An upload may be added again after a failover, by a script that asks which server it is. */
    private static final List<RequiredCommand> OF_THE_SERVER = List.of(
            withoutKey("PING"),
            new RequiredCommand("EVAL", List.of("EVAL", "return 1", "0"), null),
            new RequiredCommand("INFO", List.of("INFO", "server"), null));

    private RequiredCommands() {}

    /** Commands of a gateway that works on a pipeline, takes uploads for it and shows what becomes of them. */
    public static List<RequiredCommand> of(PipelineKeys keys) {
        String status = keys.status() + "check";
        String states = HashWriter.indexOf(keys.process());
        String replays = DeadLetterKeys.firstEntriesOf(keys.process());
        String sources = OwnedSources.notesOf(keys.process());
        return Stream.concat(
                        Stream.of(
                                withoutKey("TIME"),
                                onKey("HGET", status, "a"),
                                onKey("HMGET", status, "a"),
                                onKey("HGET", replays, "a"),
                                onKey("HDEL", replays, "a"),
                                onKey("SET", ReconcilerTurn.turnKey(keys.process()), "a"),
                                onKey("HSET", states, "a", "b"),
                                onKey("HSCAN", states, "0"),
                                onKey("HDEL", states, "a"),
                                onKey("HGET", sources, "a"),
                                onKey("HKEYS", sources),
                                onKey("HVALS", sources),
                                onKey("HDEL", sources, "a"),
                                onKey("XLEN", keys.process()),
                                onKey("XRANGE", keys.deadLetter(), "-", "+"),
                                onKey("XLEN", keys.deadLetter()),
                                onKey("XLEN", keys.result())),
                        ofIntake(keys).stream())
                .toList();
    }

    /** Commands of a gateway that takes uploads, dropped files and jobs for a pipeline and shows what becomes of them. */
    public static List<RequiredCommand> ofIntake(PipelineKeys keys) {
        String status = keys.status() + "check";
        String guard = keys.upload() + "check";
        String once = keys.process() + ":once:check";
        String sources = OwnedSources.notesOf(keys.process());
        String replays = DeadLetterKeys.firstEntriesOf(keys.process());
        return Stream.concat(
                        OF_THE_SERVER.stream(),
                        Stream.of(
                                onKey("SET", guard, "a"),
                                onKey("GET", guard),
                                onKey("DEL", guard),
                                onKey("SET", once, "a"),
                                onKey("GET", once),
                                onKey("TYPE", status),
                                onKey("DEL", status),
                                onKey("HSET", status, "a", "b"),
                                onKey("PEXPIRE", status, "1"),
                                onKey("HGETALL", status),
                                withoutKey("PUBLISH", keys.events(), "a"),
                                withoutKey("SUBSCRIBE", keys.events()),
                                withoutKey("UNSUBSCRIBE", keys.events()),
                                onKey("TYPE", keys.process()),
                                onKey("XADD", keys.process(), "*", "a", "b"),
                                onKey("TYPE", sources),
                                onKey("HSET", sources, "a", "b"),
                                onKey("TYPE", replays),
                                onKey("HSET", replays, "a", "b"),
                                onKey("XRANGE", keys.result(), "-", "+"),
                                onKey("XREVRANGE", keys.result(), "+", "-")))
                .toList();
    }
}
