package io.follow.gateway.live;

import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What one client knows of one image. Events arrive from several threads and may overtake each other. This class
 * decides which ones to send: a job only moves forward, a newer job replaces an older one, and nothing follows a final
 * event. Guarded by its subscription.
 */
final class ImageView {

    private @Nullable JobId job;
    private @Nullable Stage stage;
    private boolean unknown;

    boolean hasEnded() {
        return stage != null && stage.isEnd();
    }

    /** Whether the state is new to the client; if so, it counts as sent. */
    boolean moveTo(ImageState state) {
        if (!isNews(state)) {
            return false;
        }
        job = state.job() == null ? job : state.job();
        stage = state.stage();
        return true;
    }

    /** Whether it is new to the client that the image is unknown; if so, this counts as sent. */
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
        // A state without an id may belong to an older job: it counts only until one with an id is known.
        return (state.job() != null || job == null)
                && (stage == null || state.stage().compareTo(stage) > 0);
    }
}
