package io.follow.gateway.steps.operator;

import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.Stores;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes a dead letter permanently, and its source if the gateway owns it. */
public final class LetterRemoval {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.operator");

    private final Stores stores;
    private final OwnedSources sources;

    public LetterRemoval(Stores stores, OwnedSources sources) {
        this.stores = stores;
        this.sources = sources;
    }

    /**
     * Deletes a letter.
     *
     * @param store the store of its source; null keeps the source
     * @return false if the letter no longer exists
     */
    boolean remove(DeadLetters letters, DeadLetterView letter, @Nullable String store) throws InterruptedException {
        boolean deleted = letters.delete(letter.id());
        if (deleted && store != null) {
            removeSource(letter, store);
        }
        return deleted;
    }

    private void removeSource(DeadLetterView letter, String store) throws InterruptedException {
        try {
            sources.remove(
                    letter.field("dlq_stream"),
                    letter.field("dlq_entry_id"),
                    letter.field("source_key"),
                    stores.open(store));
        } catch (JobException | RedisException e) {
            LOG.warn(
                    "the source of dead letter {} stays until it is swept: {}",
                    letter.id(),
                    String.valueOf(e.getMessage()));
        }
    }
}
