package io.follow.gateway.component.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names that options had before they followed those of Camel's own components. */
public final class RenamedOptions {

    private static final Map<String, String> NEW_NAMES = Map.of(
            "workers", "concurrentConsumers",
            "claimIdle", "minIdleTime",
            "block", "blockTimeout",
            "maxWaiting", "maxPendingRedeliveries");

    private RenamedOptions() {}

    /** Returns what an option is called now, or null where it had no other name. */
    public static @Nullable String newName(String option) {
        return NEW_NAMES.get(option);
    }

    /** Fails with one line that names the new option, where Camel would only say that it does not know the old one. */
    static void refuse(Map<String, Object> parameters) {
        for (String name : parameters.keySet()) {
            String newName = newName(name);
            if (newName != null) {
                throw new IllegalArgumentException(
                        "valkey-streams: the option " + name + " was renamed to " + newName);
            }
        }
    }
}
