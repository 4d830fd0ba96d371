package io.follow.gateway.component.streams;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Lua script. It runs by its SHA-1 ({@code EVALSHA}) and is sent whole where the server does not know it. */
public final class LuaScript {

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
     * @throws IllegalStateException when there is no such file
     */
    public static LuaScript beside(Class<?> owner, String file, String... shared) {
        String functions =
                Arrays.stream(shared).map(name -> read(LuaScript.class, name)).collect(Collectors.joining());
        return new LuaScript(functions + read(owner, file));
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

    /**
     * Sends the script.
     *
     * @param keys every key that the script touches; in a cluster all of one slot
     * @return what the script answers, a Lua table as a {@code List}
     */
    public CompletionStage<@Nullable Object> run(
            RedisClusterAsyncCommands<String, String> commands, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        CompletionStage<@Nullable Object> first =
                commands.evalsha(digest, ScriptOutputType.OBJECT, keyArray, argumentArray);
        return first.handle((answer, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.<@Nullable Object>completedFuture(answer);
                    }
                    if (unwrap(failure) instanceof RedisNoScriptException) {
                        CompletionStage<@Nullable Object> second =
                                commands.eval(text, ScriptOutputType.OBJECT, keyArray, argumentArray);
                        return second;
                    }
                    return CompletableFuture.<@Nullable Object>failedFuture(unwrap(failure));
                })
                .thenCompose(stage -> stage);
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
