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
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The Lua scripts of the component. Each runs by its SHA-1 ({@code EVALSHA}) and is sent whole where it is unknown. */
enum Script {
    SETTLE("settle.lua"),
    STATE("state.lua"),
    HEARTBEAT("heartbeat.lua"),
    TAKEOVER("takeover.lua"),
    RECOVER("recover.lua"),
    HANDOVER("handover.lua"),
    ORPHANS("orphans.lua"),
    ADOPT("adopt.lua"),
    TRIM("trim.lua");

    private final String text;
    private final String digest;

    Script(String file) {
        this.text = read(file);
        this.digest = sha1(text);
    }

    /** Runs the script. The answer is a {@code List}, as the head of the script says. */
    CompletionStage<@Nullable Object> run(
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

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("script " + file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
