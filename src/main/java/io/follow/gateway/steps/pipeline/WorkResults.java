package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Layout;
import io.follow.gateway.image.Placeholder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the steps of a job have made so far. Confined to one exchange. */
final class WorkResults {

    private List<Layout> layouts = List.of();
    private @Nullable Placeholder placeholder;
    private @Nullable EncodedImage encoded;
    private List<EncodedImage> encodedRenditions = List.of();
    private @Nullable StoredImage stored;
    private List<StoredImage> storedRenditions = List.of();

    WorkResults() {
        // Nothing is made yet.
    }

    /** The same for a branch. */
    WorkResults(WorkResults original) {
        this.layouts = original.layouts;
        this.placeholder = original.placeholder;
        this.encoded = original.encoded;
        this.encodedRenditions = original.encodedRenditions;
        this.stored = original.stored;
        this.storedRenditions = original.storedRenditions;
    }

    /** The layouts of the processed image and of each rendition by the first resize, which also apply to each frame. */
    List<Layout> layouts() {
        return layouts;
    }

    void layouts(List<Layout> used) {
        this.layouts = List.copyOf(used);
    }

    /** Null without the step {@code placeholder}. */
    @Nullable
    Placeholder placeholder() {
        return placeholder;
    }

    void placeholder(Placeholder made) {
        this.placeholder = made;
    }

    @Nullable
    EncodedImage encoded() {
        return encoded;
    }

    /** One for each rendition of the job. */
    List<EncodedImage> encodedRenditions() {
        return encodedRenditions;
    }

    void encoded(EncodedImage main, List<EncodedImage> renditions) {
        this.encoded = main;
        this.encodedRenditions = List.copyOf(renditions);
    }

    @Nullable
    StoredImage stored() {
        return stored;
    }

    /** One for each rendition of the job. */
    List<StoredImage> storedRenditions() {
        return storedRenditions;
    }

    void stored(StoredImage main, List<StoredImage> renditions) {
        this.stored = main;
        this.storedRenditions = List.copyOf(renditions);
    }

    /** Forgets the encoded images, because the picture is decoded again. */
    void forgetEncoded() {
        this.encoded = null;
        this.encodedRenditions = List.of();
    }

    /** Forgets everything that was made of the pixels and is not stored. */
    void forgetPictures() {
        forgetEncoded();
        this.placeholder = null;
        this.layouts = List.of();
    }
}
