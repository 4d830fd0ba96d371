package io.follow.gateway.component.streams.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The permissions that the user needs before the first entry is read, so that a missing permission makes the consumer
 * not ready instead of leaving jobs that cannot be settled. Routes add permissions while they start and readers read
 * them, hence the concurrent set.
 */
public final class Permissions {

    private static final Pattern HASH_TAG = Pattern.compile("[^{]*\\{([^}]+)\\}");

    private final ValkeyConnections connections;
    private final Set<RequiredCommand> needed = ConcurrentHashMap.newKeySet();

    public Permissions(ValkeyConnections connections) {
        this.connections = connections;
    }

    public void need(Collection<RequiredCommand> commands) {
        needed.addAll(commands);
    }

    /**
     * Checks all permissions recorded so far and those of a consumer.
     *
     * @throws io.lettuce.core.RedisException with the first command and key that is denied ({@code NOPERM}), or if the
     *     keys are in different slots of a cluster ({@code CROSSSLOT})
     */
    public void check(Collection<RequiredCommand> ofConsumer) throws InterruptedException {
        List<RequiredCommand> all =
                Stream.concat(ofConsumer.stream(), needed.stream()).toList();
        ask(connections, all);
        Set<String> tags = ofConsumer.stream().map(Permissions::hashTag).collect(Collectors.toSet());
        permit(
                connections,
                all.stream()
                        .filter(command -> hashTag(command).isEmpty() || tags.contains(hashTag(command)))
                        .toList());
    }

    /**
     * Checks commands whose keys are accessed by one script.
     *
     * @throws io.lettuce.core.RedisException as {@link #check}
     */
    public static void checkAll(ValkeyConnections connections, List<RequiredCommand> all) throws InterruptedException {
        ask(connections, all);
        permit(connections, all);
    }

    /** The hash tag of a command's key; empty without one. Keys with other tags belong to other routes. */
    private static String hashTag(RequiredCommand command) {
        String key = command.key();
        Matcher tag = key == null ? HASH_TAG.matcher("") : HASH_TAG.matcher(key);
        return tag.lookingAt() ? tag.group(1) : "";
    }

    private static void permit(ValkeyConnections connections, List<RequiredCommand> all) throws InterruptedException {
        List<String> keys = all.stream()
                .map(RequiredCommand::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        connections.call(server -> Script.PERMIT.run(server, keys, List.of()));
    }

    /**
     * Checks whether the user may run commands.
     *
     * @throws io.lettuce.core.RedisException with the first command that is denied ({@code NOPERM})
     */
    public static void ask(ValkeyConnections connections, List<RequiredCommand> commands) throws InterruptedException {
        List<String> arguments = new ArrayList<>();
        for (RequiredCommand command : commands) {
            arguments.add(command.name());
            arguments.add(Integer.toString(command.words().size()));
            arguments.addAll(command.words());
        }
        connections.call(server -> Script.PERMIT.run(server, List.of(), arguments));
    }

    /** Returns the commands for reading, keeping, claiming and settling entries of a stream. */
    public static List<RequiredCommand> ofConsumer(String stream, String group, boolean deleteEntries) {
        List<RequiredCommand> needed = new ArrayList<>(List.of(
                RequiredCommand.onKey("XGROUP CREATE", stream, group, "0", "MKSTREAM"),
                new RequiredCommand(
                        "XREADGROUP " + stream,
                        List.of("XREADGROUP", "GROUP", group, "check", "STREAMS", stream, ">"),
                        stream),
                RequiredCommand.onKey("XPENDING", stream, group, "-", "+", "1"),
                RequiredCommand.onKey("XCLAIM", stream, group, "check", "0", "0-1"),
                RequiredCommand.onKey("XACK", stream, group, "0-1"),
                RequiredCommand.onKey("XRANGE", stream, "-", "+"),
                RequiredCommand.onKey("XINFO GROUPS", stream),
                RequiredCommand.onKey("XINFO CONSUMERS", stream, group),
                RequiredCommand.onKey("XGROUP DELCONSUMER", stream, group, "check")));
        if (deleteEntries) {
            needed.add(RequiredCommand.onKey("XDEL", stream, "0-1"));
        }
        return needed;
    }

    /** Returns the commands for adding results or dead letters while settling. */
    public static List<RequiredCommand> ofSettling(String stream) {
        return List.of(RequiredCommand.onKey("TYPE", stream), RequiredCommand.onKey("XADD", stream, "*", "a", "b"));
    }

    /** Returns the commands for trimming a stream. */
    public static List<RequiredCommand> ofTrimming(String stream) {
        return List.of(
                RequiredCommand.onKey("TYPE", stream),
                RequiredCommand.onKey("XINFO GROUPS", stream),
                RequiredCommand.onKey("XPENDING", stream, "check"),
                RequiredCommand.onKey("XRANGE", stream, "-", "+"),
                RequiredCommand.onKey("XTRIM", stream, "MINID", "0-1"),
                RequiredCommand.withoutKey("TIME"));
    }
}
