package io.follow.gateway.component.streams.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that the program will run, directly or in a script, so that the permission for it can be checked
 * beforehand.
 *
 * @param name the text for messages: the command and its key or channel
 * @param words the command as it would be sent
 * @param key the key that it accesses; null for a channel or no key
 */
public record RequiredCommand(String name, List<String> words, @Nullable String key) {

    public RequiredCommand {
        words = List.copyOf(words);
    }

    /**
     * A command whose key directly follows its name.
     *
     * @param command the name, and a subcommand after a space
     */
    public static RequiredCommand onKey(String command, String key, String... arguments) {
        return new RequiredCommand(command + " " + key, words(command, key, arguments), key);
    }

    /** A command without a key: on a channel, or on the whole server. */
    public static RequiredCommand withoutKey(String command, String... arguments) {
        String name = arguments.length == 0 ? command : command + " " + arguments[0];
        return new RequiredCommand(name, words(command, null, arguments), null);
    }

    private static List<String> words(String command, @Nullable String key, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        if (key != null) {
            words.add(key);
        }
        words.addAll(List.of(arguments));
        return words;
    }
}
