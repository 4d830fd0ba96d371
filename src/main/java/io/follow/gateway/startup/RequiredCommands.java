package io.follow.gateway.startup;

import static io.follow.gateway.component.streams.client.RequiredCommand.onKey;
import static io.follow.gateway.component.streams.client.RequiredCommand.withoutKey;

import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.status.ReconcilerTurn;
import java.util.List;

/** What the user of the server has to be allowed beside what the streams themselves need. */
public final class RequiredCommands {

    private RequiredCommands() {}

    /** Commands on status hashes, on what is remembered about replays, and for mending status hashes. */
    public static List<RequiredCommand> of(PipelineKeys keys) {
        String status = keys.status() + "check";
        String states = HashWriter.indexOf(keys.process());
        String replays = DeadLetterKeys.firstEntriesOf(keys.process());
        return List.of(
                onKey("TYPE", status),
                onKey("HGET", status, "a"),
                onKey("HMGET", status, "a"),
                onKey("DEL", status),
                onKey("HSET", status, "a", "b"),
                onKey("PEXPIRE", status, "1"),
                withoutKey("PUBLISH", keys.events(), "a"),
                onKey("HGET", replays, "a"),
                onKey("HDEL", replays, "a"),
                onKey("SET", ReconcilerTurn.turnKey(keys.process()), "a"),
                onKey("HSET", states, "a", "b"),
                onKey("HSCAN", states, "0"),
                onKey("HDEL", states, "a"));
    }
}
