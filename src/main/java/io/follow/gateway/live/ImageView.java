package io.follow.gateway.live;

import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What one watcher has been told of one image. Events come from several threads and may overtake each other; here it is
 * decided which are still news: a job only moves forward, a newer job replaces an older one, and nothing follows an end.
 * Guarded by its watch.
 */
final class ImageView {

    private @Nullable JobId job;
    private @Nullable Stage stage;
    private boolean unknown;

    boolean hasEnded() {
        return stage != null && stage.isEnd();
    }

    /** Whether the state is news; then it counts as told. */
    boolean moveTo(ImageState state) {
        if (!isNews(state)) {
            return false;
        }
        job = state.job() == null ? job : state.job();
        stage = state.stage();
        return true;
    }

    /** Whether it is news that nothing is known of the image; then it counts as told. */
    boolean nothingKnown() {
        boolean news = stage == null && !unknown;
        unknown = true;
        return news;
    }

    private boolean isNews(ImageState state) {
        if (hasEnded()) {
            return false;
        }
        if (state.job() != null && !state.job().equals(job)) {
            return job == null || state.job().compareTo(job) > 0;
        }
        // Without an id it may be the state of an older job: it counts only until one with an id is known.
        return (state.job() != null || job == null)
                && (stage == null || state.stage().compareTo(stage) > 0);
    }
}
