package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One client and the images it has subscribed to, which never change. What has been sent is guarded by the monitor of
 * this object.
 */
public final class Subscription {

    private final Set<ImageId> images;
    private final Map<ImageId, ImageView> views = new LinkedHashMap<>();
    private final LiveClient client;
    private boolean finished;

    Subscription(Collection<ImageId> images, LiveClient client) {
        images.forEach(image -> views.put(image, new ImageView()));
        this.images = Collections.unmodifiableSet(views.keySet());
        this.client = client;
    }

    /** In the order of the request. */
    Set<ImageId> images() {
        return images;
    }

    /** The images whose final event has not been sent. */
    synchronized List<ImageId> open() {
        return images.stream().filter(image -> !view(image).hasEnded()).toList();
    }

    /** Sends the event of a state unless the client already knows that state. */
    synchronized void tell(ImageId image, ImageState state, LiveEvent event) {
        if (!finished && view(image).moveTo(state)) {
            client.tell(event);
            if (state.stage().isEnd() && open().isEmpty()) {
                finish();
            }
        }
    }

    synchronized void tellUnknown(ImageId image) {
        if (!finished && view(image).nothingKnown()) {
            client.tell(new LiveEvent(LiveEvent.Kind.IMAGE_UNKNOWN, Map.of("image_id", image.value())));
        }
    }

    synchronized void heartbeat() {
        if (!finished) {
            client.tell(LiveEvent.HEARTBEAT);
        }
    }

    /** Sends nothing from now on. */
    synchronized void finish() {
        if (!finished) {
            finished = true;
            client.finish();
        }
    }

    private ImageView view(ImageId image) {
        ImageView view = views.get(image);
        if (view == null) {
            throw new IllegalArgumentException("image " + image + " is not watched here");
        }
        return view;
    }
}
