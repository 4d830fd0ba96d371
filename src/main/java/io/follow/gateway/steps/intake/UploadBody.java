package io.follow.gateway.steps.intake;

import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.MagicBytes;
import io.follow.gateway.intake.DeadlineInputStream;
import io.follow.gateway.steps.http.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The raw image in the body of an upload: the body itself, or the only file of a form.
 *
 * @param content the bytes, read while they arrive
 * @param size    the declared number of bytes, if known
 */
record UploadBody(InputStream content, OptionalLong size) {

    /**
     * Reads the start of the raw image.
     *
     * @param timeLimit the time limit for the whole body
     * @throws HttpProblem 415 if the first bytes do not match the declared format
     * @throws IOException if the body cannot be read
     */
    static UploadBody open(HttpServletRequest request, ImageFormat declared, Duration timeLimit)
            throws HttpProblem, IOException {
        InputStream body = new DeadlineInputStream(request.getInputStream(), timeLimit);
        boolean form = FormFile.isIn(request);
        InputStream file = form ? FormFile.of(request, body) : body;
        byte[] start = startOf(file);
        // Whether an empty body is in order is up to the store.
        if (start.length > 0) {
            try {
                MagicBytes.check(start, declared);
            } catch (ImageException e) {
                throw new HttpProblem(415, e.error().name(), String.valueOf(e.getMessage()));
            }
        }
        long announced = request.getContentLengthLong();
        return new UploadBody(
                new SequenceInputStream(new ByteArrayInputStream(start), file),
                form || announced < 0 ? OptionalLong.empty() : OptionalLong.of(announced));
    }

    /** Not {@code readNBytes(int)}: it ends with a read of no bytes, for which Tomcat waits until the sender sends more. */
    private static byte[] startOf(InputStream file) throws IOException {
        byte[] start = new byte[MagicBytes.ENOUGH];
        return Arrays.copyOf(start, file.readNBytes(start, 0, start.length));
    }
}
