package io.follow.gateway.component.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Former names of options that were renamed to match Camel's own components. */
public final class RenamedOptions {

    private static final Map<String, String> NEW_NAMES = Map.of(
            "workers", "concurrentConsumers",
            "claimIdle", "minIdleTime",
            "block", "blockTimeout",
            "maxWaiting", "maxPendingRedeliveries");

    private RenamedOptions() {}

    /** Returns the current name of a renamed option, or null if the option was not renamed. */
    public static @Nullable String newName(String option) {
        return NEW_NAMES.get(option);
    }

    /** Fails with a message of one line that names the new option; Camel would only report the old one as unknown. */
    static void refuse(Map<String, Object> parameters) {
        for (String name : parameters.keySet()) {
            String newName = newName(name);
            if (newName != null) {
                throw new IllegalArgumentException("valkey-streams: the option " + name + " was renamed to " + newName);
            }
        }
    }
}
