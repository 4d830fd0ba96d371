package io.follow.gateway.component.streams;

import java.util.Map;

/** Names that options had before they followed those of Camel's own components. */
final class RenamedOptions {

    private static final Map<String, String> NEW_NAMES = Map.of(
            "workers", "concurrentConsumers",
            "claimIdle", "minIdleTime",
            "block", "blockTimeout",
            "maxWaiting", "maxPendingRedeliveries");

    private RenamedOptions() {}

    /** Fails with one line that names the new option, where Camel would only say that it does not know the old one. */
    static void refuse(Map<String, Object> parameters) {
        for (String name : parameters.keySet()) {
            String newName = NEW_NAMES.get(name);
            if (newName != null) {
                throw new IllegalArgumentException(
                        "valkey-streams: the option " + name + " is called " + newName + " now");
            }
        }
    }
}
