package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ObjectOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script. It runs by its SHA-1 ({@code EVALSHA}) and is sent as text if the server does not know it. A nonce is
 * sent with the script and returned before and after its result, so that neither the reply to another command nor one of
 * which bytes are missing is mistaken for its own.
 */
public final class LuaScript {

    /** Removes the nonce from the arguments, so that scripts need not handle it. */
    private static final String HEAD =
            """
            local word = table.remove(ARGV)
            local function script()
            """;

    private static final String TAIL =
            """

            end
            local answer = script()
            if type(answer) == 'table' and answer.err then return answer end
            if answer == nil then answer = false end
            return {word, answer, word}
            """;

    /** The nonce, the result, and the nonce. */
    private static final int REPLY_PARTS = 3;

    private final String text;
    private final String digest;

    private LuaScript(String text) {
        this.text = text;
        this.digest = sha1(text);
    }

    /**
     * Reads a script from the class path.
     *
     * @param owner the class beside which the file is
     * @param shared files beside this class with functions that the script uses
     * @throws IllegalStateException if there is no such file
     */
    public static LuaScript beside(Class<?> owner, String file, String... shared) {
        String functions =
                Arrays.stream(shared).map(name -> read(LuaScript.class, name)).collect(Collectors.joining());
        return new LuaScript(functions + HEAD + read(owner, file) + TAIL);
    }

    private static String read(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("script " + file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-1 of the text, in hexadecimal digits. */
    String digest() {
        return digest;
    }

    String text() {
        return text;
    }

    /**
     * Sends the script.
     *
     * @param keys every key that the script accesses; in a cluster, all of them in one slot
     * @return the result of the script, a Lua table as a {@code List}; fails with a {@link
     *     io.lettuce.core.RedisException} if the reply belongs to another command
     */
    public CompletionStage<@Nullable Object> run(
            RedisClusterAsyncCommands<String, String> commands, List<String> keys, List<String> arguments) {
        String word = ReplyCheck.word();
        List<String> all = withWord(arguments, word);
        CompletionStage<@Nullable Object> first = send(commands, CommandType.EVALSHA, digest, keys, all);
        return first.handle((answer, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.<@Nullable Object>completedFuture(answer);
                    }
                    if (unwrap(failure) instanceof RedisNoScriptException) {
                        return send(commands, CommandType.EVAL, text, keys, all);
                    }
                    return CompletableFuture.<@Nullable Object>failedFuture(unwrap(failure));
                })
                .thenCompose(stage -> stage)
                .thenApply(reply -> answer(reply, word));
    }

    /** The arguments as they are sent. */
    static List<String> withWord(List<String> arguments, String word) {
        List<String> all = new ArrayList<>(arguments.size() + 1);
        all.addAll(arguments);
        all.add(word);
        return all;
    }

    /**
     * Returns the result of the script from the reply to it.
     *
     * @throws MismatchedReplyException if the reply does not begin and end with the nonce that was sent
     */
    static @Nullable Object answer(@Nullable Object reply, String word) {
        if (reply instanceof List<?> parts
                && parts.size() == REPLY_PARTS
                && word.equals(parts.get(0))
                && word.equals(parts.get(2))) {
            return parts.get(1);
        }
        throw new MismatchedReplyException();
    }

    /** Encodes the arguments on the calling thread; a codec would do it on the only thread of the shared connection. */
    private static CompletionStage<@Nullable Object> send(
            RedisClusterAsyncCommands<String, String> commands,
            CommandType command,
            String script,
            List<String> keys,
            List<String> arguments) {
        CommandArgs<String, String> encoded = new CommandArgs<>(StringCodec.UTF8);
        encoded.add(script).add(keys.size()).addKeys(keys);
        for (String argument : arguments) {
            encoded.add(argument.getBytes(StandardCharsets.UTF_8));
        }
        return commands.dispatch(command, new ObjectOutput<>(StringCodec.UTF8), encoded);
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
