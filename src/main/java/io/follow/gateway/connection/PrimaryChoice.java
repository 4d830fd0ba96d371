package io.follow.gateway.connection;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among what the Sentinels say, as they do among themselves: a higher epoch wins over a lower one, also over one
 * that was heard earlier. Sentinels that were set up anew count from zero; they are believed when nobody confirms the
 * choice any more and either the chosen server says that it is a replica, or most Sentinels name the other one for
 * {@link #RESET_AFTER}. Used by one thread.
 */
final class PrimaryChoice {

    /** Sentinels tell each other of a failover every two seconds; until then most of them still name the former primary. */
    static final Duration RESET_AFTER = Duration.ofSeconds(10);

    private final int sentinels;
    private final Predicate<InetSocketAddress> isReplica;

    private SentinelPeer.@Nullable Answer chosen;

    /** What most Sentinels name though its epoch is lower, and since when by the caller's clock. */
    private @Nullable InetSocketAddress rival;

    private long rivalSince;

    /**
     * @param sentinels how many are configured
     * @param isReplica asks a server; false also when it does not say
     */
    PrimaryChoice(int sentinels, Predicate<InetSocketAddress> isReplica) {
        this.sentinels = sentinels;
        this.isReplica = isReplica;
    }

    /** The primary; null before the first answer. */
    @Nullable
    InetSocketAddress primary() {
        return chosen == null ? null : chosen.primary();
    }

    /**
     * Takes in the answers of one look.
     *
     * @param nanos the time by {@link System#nanoTime()}
     * @return whether another primary is named that is not one yet
     */
    boolean hear(List<SentinelPeer.Answer> answers, long nanos) {
        SentinelPeer.Answer latest = latestOf(answers);
        if (latest == null) {
            return false;
        }
        SentinelPeer.Answer current = chosen;
        if (current == null) {
            chosen = latest;
            return false;
        }
        if (latest.epoch() > current.epoch()) {
            rival = null;
            return choose(latest, current);
        }
        if (answers.contains(current)) {
            rival = null;
            return false;
        }
        return hearLower(answers, latest, current, nanos);
    }

    private boolean choose(SentinelPeer.Answer named, SentinelPeer.Answer current) {
        if (!named.primary().equals(current.primary()) && isReplica.test(named.primary())) {
            return true;
        }
        chosen = named;
        rival = null;
        return false;
    }

    private boolean hearLower(
            List<SentinelPeer.Answer> answers, SentinelPeer.Answer latest, SentinelPeer.Answer current, long nanos) {
        SentinelPeer.Answer majority = majorityOf(answers);
        if (majority == null) {
            rival = null;
        } else if (!majority.primary().equals(rival)) {
            rival = majority.primary();
            rivalSince = nanos;
        } else if (nanos - rivalSince >= RESET_AFTER.toNanos()) {
            return choose(majority, current);
        }
        SentinelPeer.Answer named = majority == null ? latest : majority;
        if (!named.primary().equals(current.primary()) && isReplica.test(current.primary())) {
            return choose(named, current);
        }
        return false;
    }

    private SentinelPeer.@Nullable Answer majorityOf(List<SentinelPeer.Answer> answers) {
        Map<InetSocketAddress, List<SentinelPeer.Answer>> byPrimary = new LinkedHashMap<>();
        answers.forEach(answer -> byPrimary
                .computeIfAbsent(answer.primary(), primary -> new ArrayList<>())
                .add(answer));
        return byPrimary.values().stream()
                .filter(same -> same.size() > sentinels / 2)
                .findFirst()
                .map(PrimaryChoice::latestOf)
                .orElse(null);
    }

    private static SentinelPeer.@Nullable Answer latestOf(List<SentinelPeer.Answer> answers) {
        return answers.stream()
                .max(Comparator.comparingLong(SentinelPeer.Answer::epoch))
                .orElse(null);
    }
}
