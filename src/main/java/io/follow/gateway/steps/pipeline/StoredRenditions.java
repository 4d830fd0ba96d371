package io.follow.gateway.steps.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field {@code renditions} of a result: a JSON list in the order of the job. */
final class StoredRenditions {

    private static final JsonMapper JSON = new JsonMapper();

    private StoredRenditions() {}

    /** Returns null if the job has no renditions. */
    static @Nullable String toJson(ImageWork work) {
        List<RenditionTarget> targets = work.renditions();
        if (targets.isEmpty()) {
            return null;
        }
        ArrayNode list = JSON.createArrayNode();
        for (int i = 0; i < targets.size(); i++) {
            StoredImage stored = work.results().storedRenditions().get(i);
            EncodedImage encoded = work.results().encodedRenditions().get(i);
            list.addObject()
                    .put("name", targets.get(i).name())
                    .put("storage_key", stored.key().value())
                    .put("sha256", stored.object().sha256())
                    .put("file_size", stored.object().size())
                    .put("content_type", targets.get(i).format().contentType())
                    .put("width", encoded.width())
                    .put("height", encoded.height());
        }
        return list.toString();
    }
}
