package io.follow.gateway.component.streams.client;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The Lua scripts of the component. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Script {
    ADD("add.lua", "adding.lua", "refused.lua"),
    ADD_ALL("add_all.lua", "adding.lua", "refused.lua"),
    IDENTITY("identity.lua", "refused.lua"),
    RESTORE("restore.lua", "adding.lua", "refused.lua"),
    SETTLE("settle.lua", "ids.lua", "unheld.lua", "refused.lua", "sizes.lua"),
    HASH("hash.lua", "ids.lua"),
    HEARTBEAT("heartbeat.lua", "unheld.lua"),
    TAKEOVER("takeover.lua", "sizes.lua"),
    RECOVER("recover.lua", "sizes.lua"),
    HANDOVER("handover.lua"),
    ADOPT("adopt.lua", "unheld.lua"),
    TIDY("tidy.lua"),
    WAITING("waiting.lua"),
    PERMIT("permit.lua"),
    TRIAL_BEGIN("trial_begin.lua"),
    TRIAL_END("trial_end.lua"),
    TRIAL_ADD("trial_add.lua", "adding.lua"),
    TRIM("trim.lua", "ids.lua");

    private final LuaScript script;

    Script(String file, String... shared) {
        this.script = LuaScript.beside(Script.class, file, shared);
    }

    /** Runs the script. The result is a {@code List}, as described at the top of the script. */
    public CompletionStage<@Nullable Object> run(
            RedisClusterAsyncCommands<String, String> commands, List<String> keys, List<String> arguments) {
        return script.run(commands, keys, arguments);
    }

    LuaScript lua() {
        return script;
    }
}
