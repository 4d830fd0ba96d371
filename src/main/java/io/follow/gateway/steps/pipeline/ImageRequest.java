package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.pipeline.PipelineNaming;
import java.util.List;
import java.util.Map;

/**
 * A checked job and the options that result from it and from its route.
 *
 * @param pipeline the name of its pipeline
 * @param fields the fields of its entry
 * @param output the resolved options of the processed image
 * @param renditions the requested renditions, in their order
 */
record ImageRequest(
        String pipeline,
        Map<String, String> fields,
        ImageJob job,
        OutputOptions output,
        List<RenditionTarget> renditions) {

    static ImageRequest of(Delivery delivery, ImageJob job, OutputOptions output, List<RenditionTarget> renditions) {
        return new ImageRequest(PipelineNaming.of(delivery), delivery.fields(), job, output, renditions);
    }
}
