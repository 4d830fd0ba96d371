package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Region;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.operation.Redaction;
import io.follow.gateway.image.operation.RedactionStyle;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.job.RegionParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;

/**
 * Makes regions of the picture, and of its renditions, unrecognizable before anything is stored. Whatever goes wrong here, no
 * picture of the job is made without it. Follows {@code readSource} in a route and precedes {@code decode}.
 */
public final class Redact {

    /** Of a crowd; the steps of a route are trusted more than a job. */
    private static final int MOST_FOUND = 1000;

    /** The header with further regions, which a step before this one has found: the same JSON as in a job. */
    public static final String HEADER = "GatewayRegions";

    /**
     * Redacts the regions that the job names in its field {@code regions} and those in the header {@code GatewayRegions}. A
     * job without both ends in {@link ErrorCode#INVALID_JOB}; an empty list says that there is nothing to redact.
     *
     * @param style {@code pixelate}, {@code blur} or {@code fill}
     */
    public void regions(Exchange exchange, ImageWork work, String style) throws JobException {
        regions(exchange, work, style, true);
    }

    /**
     * The same.
     *
     * @param required whether a job without both is refused; otherwise its picture is stored as it is
     */
    public void regions(Exchange exchange, ImageWork work, String style, boolean required) throws JobException {
        List<PictureOperation> operations = work.operations().beforeCrop();
        PictureOperation pending = new PendingRedaction();
        operations.add(pending);
        work.forgetPictures();
        PictureOperation redaction =
                StageRunner.timed(work, "redact", () -> redaction(exchange, work, styleOf(style), required));
        // Another attempt at the route of a direct endpoint repeats its steps.
        if (!operations.contains(redaction)) {
            operations.add(redaction);
        }
        operations.remove(pending);
    }

    private static Redaction redaction(Exchange exchange, ImageWork work, RedactionStyle style, boolean required)
            throws JobException {
        String named = work.getJob().get(RegionParser.REGIONS);
        String found = exchange.getMessage().getHeader(HEADER, String.class);
        if (named == null && found == null && required) {
            throw new JobException(
                    ErrorCode.INVALID_JOB,
                    "regions is missing, expected a list of what is to be redacted, [] for nothing");
        }
        Size source = new Size(work.getWidth(), work.getHeight());
        List<Region> regions = new ArrayList<>();
        if (named != null) {
            regions.addAll(RegionParser.parse(RegionParser.REGIONS, named, source, RegionParser.MAX_COUNT));
        }
        if (found != null) {
            regions.addAll(found(found, source));
        }
        if (!regions.isEmpty()) {
            // What the regions hide moves on in other frames, and what is left of it there adds up.
            work.frames().takeFirst();
        }
        return new Redaction(regions, source, style);
    }

    /** The regions of the header. */
    static List<Region> found(String header, Size source) throws JobException {
        return RegionParser.parse("the header " + HEADER, header, source, MOST_FOUND);
    }

    /** Retried, because a corrected route may be loaded meanwhile. */
    private static RedactionStyle styleOf(String text) throws JobException {
        for (RedactionStyle style : RedactionStyle.values()) {
            if (style.name().toLowerCase(Locale.ROOT).equals(text)) {
                return style;
            }
        }
        throw new JobException(
                ErrorCode.PROCESS_FAILED,
                "the step redact of this route: found style " + OneLine.of(text) + ", expected pixelate, blur or fill");
    }
}
