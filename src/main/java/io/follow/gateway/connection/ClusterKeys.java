package io.follow.gateway.connection;

import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.settings.InvalidSettingException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In a cluster one script may touch several keys only when they share a hash tag. */
public final class ClusterKeys {

    /** The first non-empty part in braces is what Valkey Cluster hashes. */
    private static final Pattern HASH_TAG = Pattern.compile("^[^{]*\\{([^}]+)\\}.*$");

    private ClusterKeys() {}

    /** Refuses names that a cluster would spread over its nodes. */
    public static void check(PipelineKeys keys) {
        Set<String> tags = Stream.of(keys.process(), keys.result(), keys.deadLetter(), keys.status(), keys.upload())
                .map(ClusterKeys::tag)
                .collect(Collectors.toSet());
        if (tags.size() != 1 || tags.contains("")) {
            throw new InvalidSettingException("the keys of a cluster must share a hash tag, set GATEWAY_KEYS_PROCESS="
                    + "{image}:process, GATEWAY_KEYS_RESULT={image}:result, GATEWAY_KEYS_DEADLETTER={image}:process:dlq,"
                    + " GATEWAY_KEYS_STATUS={image}:status: and GATEWAY_KEYS_UPLOAD={image}:upload:");
        }
    }

    private static String tag(String key) {
        Matcher matcher = HASH_TAG.matcher(key);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
