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
 * Makes regions of the processed image and of its renditions unrecognizable. If this step fails, no picture of the job is
 * created. Belongs between {@code readSource} and {@code decode}.
 */
public final class Redact {

    /** Enough for a crowd. Steps may pass more regions than jobs, because they are trusted. */
    private static final int MOST_FOUND = 1000;

    /** The header with regions that earlier steps have found, in the JSON format of jobs. */
    public static final String HEADER = "GatewayRegions";

    /**
     * Redacts the regions in the field {@code regions} of the job and those in the header {@code GatewayRegions}. A job
     * without both fails with {@link ErrorCode#INVALID_JOB}; an empty list means that there is nothing to redact.
     *
     * @param style {@code pixelate}, {@code blur} or {@code fill}
     */
    public void regions(Exchange exchange, ImageWork work, String style) throws JobException {
        regions(exchange, work, style, true);
    }

    /**
     * Like {@link #regions(Exchange, ImageWork, String)}, with optional regions.
     *
     * @param required whether to reject a job without both; otherwise its picture is stored unchanged
     */
    public void regions(Exchange exchange, ImageWork work, String style, boolean required) throws JobException {
        List<PictureOperation> operations = work.operations().beforeCrop();
        PictureOperation pending = new PendingRedaction();
        operations.add(pending);
        work.forgetPictures();
        PictureOperation redaction =
                StageRunner.timed(work, "redact", () -> redaction(exchange, work, styleOf(style), required));
        // A retry may repeat this step. Unlike other operations, a redaction is never withdrawn.
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
            // In other frames, the hidden object moves out of the regions, and several frames together reveal more of
            // it.
            work.frames().takeFirst();
        }
        return new Redaction(regions, source, style);
    }

    /** Parses the regions of the header. */
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
