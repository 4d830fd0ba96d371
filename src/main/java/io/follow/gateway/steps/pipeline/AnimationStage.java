package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.AnimationCodec;
import io.follow.gateway.image.AnimationWriter;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Layout;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.OperatingResizer;
import io.follow.gateway.image.RenditionSet;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.job.JobException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes, resizes and encodes an animation frame by frame. Each frame is decoded once for all pictures of a job. */
final class AnimationStage {

    private final List<ImageEngine> engines;
    private final StageRunner stageRunner;

    AnimationStage(List<ImageEngine> engines, StageRunner stageRunner) {
        this.engines = List.copyOf(engines);
        this.stageRunner = stageRunner;
    }

    /**
     * Encodes those pictures of a job that keep its animation.
     *
     * @param options the options of the processed image, followed by those of its renditions
     * @return the files by index in {@code options}; empty if no engine reads such animations
     */
    Map<Integer, byte[]> encode(ImageWork work, Lease lease, List<EncodeOptions> options) throws JobException {
        if (!work.frames().keepsAll()) {
            return Map.of();
        }
        SourceImage source = work.source();
        Optional<ImageEngine> able = engines.stream()
                .filter(engine -> engine.animations().reads(source.header()))
                .findFirst();
        return able.isEmpty()
                ? Map.of()
                : stageRunner.run(
                        work, "encode", ImageError.ENCODE_FAILED, lease, () -> encode(able.get(), work, options));
    }

    private static Map<Integer, byte[]> encode(ImageEngine engine, ImageWork work, List<EncodeOptions> options)
            throws ImageException {
        SourceImage source = work.source();
        List<Layout> layouts = new ArrayList<>(work.results().layouts());
        AnimationCodec codec = engine.animations();
        Map<Integer, AnimationWriter> writers = new HashMap<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).format() == ImageFormat.WEBP) {
                writers.put(i, codec.write(options.get(i)));
            }
        }
        try {
            int plays = codec.read(source.bytes().exact(), source.header(), (canvas, millis) -> {
                // The same operations as for a still picture.
                Resizer resizer =
                        new OperatingResizer(engine.resizer(), work.operations().beforeCrop());
                for (int i = 0; i < layouts.size(); i++) {
                    if (layouts.get(i).looksAtPixels()) {
                        // The first frame determines the crop, so that it does not jump between frames.
                        layouts.set(i, layouts.get(i).cropAs(canvas, resizer));
                    }
                }
                try (RenditionSet frame =
                        RenditionSet.of(resizer, canvas, layouts.get(0), layouts.subList(1, layouts.size()))) {
                    for (Map.Entry<Integer, AnimationWriter> writer : writers.entrySet()) {
                        int i = writer.getKey();
                        writer.getValue()
                                .add(i == 0 ? frame.main() : frame.further().get(i - 1), millis);
                    }
                }
            });
            Map<Integer, byte[]> files = new HashMap<>();
            for (Map.Entry<Integer, AnimationWriter> writer : writers.entrySet()) {
                files.put(writer.getKey(), writer.getValue().finish(plays));
            }
            return files;
        } finally {
            writers.values().forEach(AnimationWriter::close);
        }
    }
}
