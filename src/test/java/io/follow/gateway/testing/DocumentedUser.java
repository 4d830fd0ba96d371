package io.follow.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A user of the server exactly as {@code docs/acl.md} tells operators to create it, with the password {@code secret}. */
public final class DocumentedUser {

    private static final Path DOCUMENT = Path.of("docs/acl.md");
    private static final String PASSWORD = "secret";

    /** What a gateway tries and does without. */
    private static final Set<String> OPTIONAL = Set.of("client|setinfo", "client|id", "client|unblock");

    private final String name;
    private final List<String> words;
    private final ValkeyServer server;

    private DocumentedUser(String name, List<String> words, ValkeyServer server) {
        this.name = name;
        this.words = words;
        this.server = server;
    }

    /** The rights of a user, such as {@code hget} or {@code xinfo|groups}. */
    public static List<String> rightsOf(String name) {
        return words(name).stream()
                .filter(word -> word.startsWith("+"))
                // The last right of a selector.
                .map(word -> word.substring(1).replace(")", ""))
                .toList();
    }

    /** Creates a user on a server. */
    public static DocumentedUser create(String name, ValkeyServer server) {
        DocumentedUser user = new DocumentedUser(name, words(name), server);
        server.command(user.words.toArray(String[]::new));
        return user;
    }

    /** The words of the line that grant a command, a key or a channel, those of selectors too: by their index. */
    public static Map<Integer, String> grantsOf(String name) {
        List<String> words = words(name);
        Map<Integer, String> grants = new TreeMap<>();
        for (int i = 0; i < words.size(); i++) {
            String grant = words.get(i).replaceAll("[()]", "");
            if (grant.matches("[+~&].*")) {
                grants.put(i, grant);
            }
        }
        return grants;
    }

    /** Creates the user again without one of {@link #grantsOf}. */
    public void createWithout(int index) {
        List<String> fewer = new ArrayList<>(words);
        String word = fewer.get(index);
        fewer.set(index, (word.startsWith("(") ? "(" : "") + (word.endsWith(")") ? ")" : ""));
        // The server does not know empty words.
        server.command(String.join(" ", fewer).replaceAll(" +", " ").split(" "));
    }

    private static List<String> words(String name) {
        try {
            String line = Files.readAllLines(DOCUMENT).stream()
                    .filter(each -> each.startsWith("ACL SETUSER " + name + " "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(DOCUMENT + " has no line for " + name));
            return Arrays.asList(line.replace("PASSWORD", PASSWORD).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("redis://" + name + ":" + PASSWORD + "@127.0.0.1:" + server.port());
    }

    /** Changes the user, as in {@code -hget}. */
    public void change(String... rules) {
        String[] command = new String[rules.length + 3];
        command[0] = "ACL";
        command[1] = "SETUSER";
        command[2] = name;
        System.arraycopy(rules, 0, command, 3, rules.length);
        server.command(command);
    }

    /** What was refused to it so far, without what clients try where they may. */
    public List<String> refused() {
        @Nullable String log = server.command("ACL", "LOG");
        return Arrays.stream(String.valueOf(log).split("\\[count, "))
                .filter(entry -> entry.contains("username, " + name + ","))
                .map(entry -> entry.replaceFirst("(?s).*?object, ([^,]*),.*", "$1"))
                .filter(object -> !OPTIONAL.contains(object))
                .toList();
    }

    /** Whether a text says that a right is missing: by its command as the server or the gateway names it. */
    public static boolean isNamedIn(String text, String right) {
        String line = text.toLowerCase(Locale.ROOT).replace('|', ' ');
        String command = right.replace('|', ' ');
        return line.contains("noperm")
                && (line.contains("may not " + command) || line.contains("'" + command + "' command"));
    }
}
