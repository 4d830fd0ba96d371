package io.follow.gateway.steps.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.follow.gateway.image.Box;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Region;
import io.follow.gateway.image.RegionDetector;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.UprightPixels;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.routing.check.RequiresService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * Finds regions of the picture for {@link Redact}, which follows it. Decodes the picture for itself, at the size that the
 * detector requests, and frees it afterwards.
 */
@RequiresService(
        value = RegionDetector.class,
        expected = "a jar with a detector in lib, see docs/pictures-watermark-redact.md")
public final class Detect {

    private static final String PENDING = "the step detect has not ended: ";

    /** The property that holds the original header for a retry, which finds the header marked as pending. */
    private static final String BEFORE = "GatewayRegionsBefore";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Decode decode;
    private final StageRunner stageRunner;
    private final List<RegionDetector> detectors;

    public Detect(Decode decode, StageRunner stageRunner, List<RegionDetector> detectors) {
        this.decode = decode;
        this.stageRunner = stageRunner;
        this.detectors = List.copyOf(detectors);
    }

    /**
     * Adds the regions that a detector finds, if any, to the header {@code GatewayRegions}. If the detector fails, the header
     * remains invalid, so that {@link Redact} fails as well.
     *
     * @param detector the name of the detector
     */
    public void regions(Exchange exchange, ImageWork work, String detector) throws JobException {
        String header = exchange.getMessage().getHeader(Redact.HEADER, String.class);
        String pending = PENDING + detector;
        if (header != null && header.startsWith(PENDING) && !header.equals(pending)) {
            throw new JobException(
                    ErrorCode.PROCESS_FAILED, "another detector has failed before; expected all of them to succeed");
        }
        if (!pending.equals(header)) {
            exchange.setProperty(BEFORE, header);
        }
        exchange.getMessage().setHeader(Redact.HEADER, pending);
        // The detector sees only the first frame of an animation, so no other frame may be stored.
        work.frames().takeFirst();
        String before = exchange.getProperty(BEFORE, String.class);
        Size source = new Size(work.getWidth(), work.getHeight());
        List<Region> regions = new ArrayList<>(before == null ? List.of() : Redact.found(before, source));
        regions.addAll(found(work, named(detector), source));
        exchange.getMessage().setHeader(Redact.HEADER, json(regions));
    }

    private RegionDetector named(String name) throws JobException {
        return detectors.stream()
                .filter(detector -> detector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new JobException(
                        ErrorCode.PROCESS_FAILED,
                        "the step detect of this route: found no detector " + OneLine.of(name) + ", expected one of "
                                + detectors.stream().map(RegionDetector::name).collect(Collectors.toList())));
    }

    private List<Region> found(ImageWork work, RegionDetector detector, Size source) throws JobException {
        int longest = detector.longestSide();
        Size size =
                Box.inside(longest, longest).layout(source, Box.UNLIMITED, null).scaled();
        List<Region> regions = new ArrayList<>();
        work.heldPixels().runAside(work, own -> {
            decode.forWidth(own, size.width());
            DecodedPicture decoded = own.decoded();
            Picture picture = decoded.pictures().main();
            List<Region> found = stageRunner.run(
                    own,
                    "detect",
                    ImageError.PROCESS_FAILED,
                    decoded.lease(),
                    () -> detector.detect(UprightPixels.of(decoded.engine(), picture, size)));
            found.forEach(region -> regions.add(region.on(size, source, 0)));
        });
        return regions;
    }

    private static String json(List<Region> regions) {
        try {
            return JSON.writeValueAsString(regions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("regions cannot be written as JSON", e);
        }
    }
}
