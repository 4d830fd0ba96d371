package io.follow.gateway.component.streams;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The one way an entry ends. A settle whose outcome is unknown, or that the server refuses for now, is repeated as long as
 * the entry is held: the script does nothing the second time, so repeating is safe, and a job's own success or failure is
 * never changed by a server's trouble.
 */
final class Settler {

    private final ValkeyConnections connections;

    Settler(ValkeyConnections connections) {
        this.connections = connections;
    }

    /**
     * Ends an entry.
     *
     * @param resultStream where the result goes; null when the settlement has none
     * @param deadLetterStream where the dead letter goes; null when the settlement has none
     * @throws InterruptedException when the program ends meanwhile; the entry stays pending
     */
    SettleOutcome settle(
            Delivery delivery, @Nullable String resultStream, @Nullable String deadLetterStream, Settlement settlement)
            throws InterruptedException {
        boolean answered = false;
        try {
            while (delivery.isHeld()) {
                try {
                    Object answer = connections.call(
                            server -> script(server, delivery, resultStream, deadLetterStream, settlement));
                    answered = true;
                    connections.settling().over();
                    return ended(delivery, outcome(answer));
                } catch (RuntimeException e) {
                    // Whatever kept the answer away: the script is safe to send again, and a job must not fail by it.
                    connections.settling().failed(e);
                    Thread.sleep(connections.settling().delayMillis());
                }
            }
            return SettleOutcome.LOST;
        } finally {
            if (!answered) {
                // Reading is paused while settling fails, so no other entry might ever find out that it works again.
                connections.settling().givenUp();
            }
        }
    }

    private static SettleOutcome ended(Delivery delivery, SettleOutcome outcome) {
        if (outcome == SettleOutcome.LOST) {
            delivery.lost();
        } else {
            delivery.ended();
        }
        return outcome;
    }

    /** Sends the script once. */
    static CompletionStage<@Nullable Object> script(
            RedisClusterAsyncCommands<String, String> commands,
            Delivery delivery,
            @Nullable String resultStream,
            @Nullable String deadLetterStream,
            Settlement settlement) {
        return Script.SETTLE.run(
                commands, keys(delivery, resultStream, deadLetterStream, settlement), arguments(delivery, settlement));
    }

    private static SettleOutcome outcome(@Nullable Object answer) {
        return SettleOutcome.valueOf(String.valueOf(((List<?>) Objects.requireNonNull(answer)).get(0)));
    }

    private static List<String> keys(
            Delivery delivery,
            @Nullable String resultStream,
            @Nullable String deadLetterStream,
            Settlement settlement) {
        String own = delivery.stream();
        StateHash state = settlement.state();
        return List.of(
                own,
                settlement.result().isEmpty() ? own : needed(resultStream, "a result needs a stream"),
                settlement.deadLetter() == null
                        ? own
                        : needed(deadLetterStream, "a dead letter needs the option deadLetterStream"),
                state == null ? own : state.key(),
                settlement.notes() == null ? own : settlement.notes());
    }

    private static String needed(@Nullable String key, String message) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(message);
        }
        return key;
    }

    private static List<String> arguments(Delivery delivery, Settlement settlement) {
        Map<String, String> deadLetter = settlement.deadLetter() == null ? Map.of() : settlement.deadLetter();
        StateHash state = settlement.state();
        Map<String, String> hash = state == null ? Map.of() : state.fields();
        List<String> arguments = new ArrayList<>(List.of(
                delivery.group(),
                delivery.consumer(),
                delivery.entryId(),
                Long.toString(delivery.deliveryCount()),
                delivery.deletedWhenSettled() ? "1" : "0",
                Integer.toString(2 * settlement.result().size()),
                Integer.toString(2 * deadLetter.size()),
                Integer.toString(2 * hash.size())));
        arguments.addAll(StateWriter.headOf(state));
        addAll(arguments, settlement.result());
        addAll(arguments, deadLetter);
        addAll(arguments, hash);
        return arguments;
    }

    static void addAll(List<String> arguments, Map<String, String> fields) {
        fields.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
    }
}
