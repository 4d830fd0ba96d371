package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.client.WorkerConnection;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.DeliveryListener;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.entry.StreamEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles entries; the only way in which an entry ends. A settle whose outcome is unknown, or that the server currently
 * rejects, is repeated while the consumer owns the entry. The script does nothing the second time, so repeating is
 * safe, and a server failure never changes the outcome of a job.
 */
public final class Settler {

    private final ValkeyConnections connections;
    private final DeliveryListener listener;

    public Settler(ValkeyConnections connections) {
        this(connections, DeliveryListener.NONE);
    }

    /** @param listener is notified of each settled entry and of each failed attempt */
    public Settler(ValkeyConnections connections, DeliveryListener listener) {
        this.connections = connections;
        this.listener = listener;
    }

    /**
     * The streams to which a settlement is written.
     *
     * @param result null if no settlement has a result
     * @param deadLetters null if none has a dead letter
     */
    public record Targets(@Nullable String result, @Nullable String deadLetters) {

        /** For settlements that write nothing. */
        public static final Targets NONE = new Targets(null, null);
    }

    /**
     * The result of a settle.
     *
     * @param next the next entry, delivered to the same consumer; null if none was requested or available
     * @param certain false if an entry may be pending here that the reply did not contain: the reply was lost, or the
     *     entry is large
     */
    public record Ending(SettleOutcome outcome, @Nullable StreamEntry next, boolean certain) {}

    /** Settles an entry without fetching the next one. */
    public SettleOutcome settle(Delivery delivery, Targets targets, Settlement settlement) throws InterruptedException {
        return settle(delivery, targets, settlement, false).outcome();
    }

    /**
     * Ends an entry.
     *
     * @param takeNext whether to fetch the next new entry for the same consumer in the same step
     * @throws InterruptedException if the program stops in the meantime; the entry stays pending
     */
    public Ending settle(Delivery delivery, Targets targets, Settlement settlement, boolean takeNext)
            throws InterruptedException {
        boolean cut = false;
        boolean struggles = false;
        boolean asked = false;
        long since = System.nanoTime();
        try {
            while (delivery.isHeld()) {
                boolean take = takeNext && !asked;
                try {
                    Object answer = connections.run(
                            Script.SETTLE, keys(delivery, targets, settlement), arguments(delivery, settlement, take));
                    if (struggles) {
                        struggles = false;
                        connections.settling().gotThrough();
                    } else {
                        connections.settling().over();
                    }
                    SettleOutcome outcome = ended(delivery, outcome(answer));
                    listener.settled(delivery, settlement, outcome, System.nanoTime() - since);
                    return new Ending(outcome, next(answer), !asked && !isNextLarge(answer));
                } catch (RuntimeException e) {
                    // Whatever prevented the reply: the script can be sent again safely, and the job must not fail
                    // because of it.
                    asked |= take;
                    if (!cut && e instanceof WorkerConnection.LostException) {
                        // Servers close connections that are idle for long, which is not an outage; a new connection
                        // shows the state.
                        cut = true;
                        continue;
                    }
                    if (!struggles) {
                        struggles = true;
                        connections.settling().struggles();
                    }
                    listener.settleFailed(delivery);
                    connections.settling().failed(e);
                    Thread.sleep(connections.settling().delayMillis());
                }
            }
            return new Ending(SettleOutcome.LOST, null, !asked);
        } finally {
            if (struggles) {
                // Reading is paused while settling fails, so no other entry would detect the recovery.
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

    /** Sends the script once, like a worker. */
    static void tryOnce(ValkeyConnections connections, Delivery delivery, Targets targets, Settlement settlement)
            throws InterruptedException {
        connections.run(Script.SETTLE, keys(delivery, targets, settlement), arguments(delivery, settlement, false));
    }

    private static SettleOutcome outcome(@Nullable Object answer) {
        return SettleOutcome.valueOf(String.valueOf(parts(answer).get(0)));
    }

    private static @Nullable StreamEntry next(@Nullable Object answer) {
        List<?> parts = parts(answer);
        return parts.size() < 4 ? null : StreamEntry.ofNew(parts.get(2), parts.get(3));
    }

    /** A large entry is pending here and must be requested. */
    private static boolean isNextLarge(@Nullable Object answer) {
        return parts(answer).size() == 3;
    }

    private static List<?> parts(@Nullable Object answer) {
        return (List<?>) Objects.requireNonNull(answer);
    }

    private static List<String> keys(Delivery delivery, Targets targets, Settlement settlement) {
        String own = delivery.stream();
        HashWrite hash = settlement.also().hash();
        IndexWrite index = settlement.also().index();
        return List.of(
                own,
                settlement.result().isEmpty() ? own : needed(targets.result(), "a result needs a stream"),
                settlement.deadLetter() == null
                        ? own
                        : needed(targets.deadLetters(), "a dead letter needs the option deadLetterStream"),
                hash == null ? own : hash.key(),
                index == null ? own : index.key());
    }

    private static String needed(@Nullable String key, String message) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(message);
        }
        return key;
    }

    private static List<String> arguments(Delivery delivery, Settlement settlement, boolean takeNext) {
        Map<String, String> deadLetter = settlement.deadLetter() == null ? Map.of() : settlement.deadLetter();
        HashWrite hash = settlement.also().hash();
        Map<String, String> hashFields = hash == null ? Map.of() : hash.fields();
        List<String> arguments = new ArrayList<>(64);
        arguments.add(delivery.group());
        arguments.add(delivery.consumer());
        arguments.add(delivery.entryId());
        arguments.add(Long.toString(delivery.deliveryCount()));
        arguments.add(delivery.deletedWhenSettled() ? "1" : "0");
        arguments.add(takeNext ? "1" : "0");
        arguments.add(Integer.toString(2 * settlement.result().size()));
        arguments.add(Integer.toString(2 * deadLetter.size()));
        arguments.add(Integer.toString(2 * hashFields.size()));
        arguments.addAll(HashWriter.headOf(hash));
        addAll(arguments, settlement.result());
        addAll(arguments, deadLetter);
        addAll(arguments, hashFields);
        return arguments;
    }

    public static void addAll(List<String> arguments, Map<String, String> fields) {
        fields.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
    }
}
