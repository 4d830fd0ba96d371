package io.follow.gateway.steps.intake;

import io.follow.gateway.steps.http.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/**
 * The only file of a form ({@code multipart/form-data}), read while it arrives. Fields without a file are skipped, as are
 * file inputs in which nothing was chosen. Used by one thread.
 */
final class FormFile extends FilterInputStream {

    /** The maximum size of a form without its file, in bytes: boundaries, headers and fields. */
    static final int OVERHEAD = 64 * 1024;

    private static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_PART_HEADER = 4096;

    private final FormParts parts;
    private boolean ended;

    private FormFile(InputStream file, FormParts parts) {
        super(file);
        this.parts = parts;
    }

    /** Whether the body of a request is a form with files. */
    static boolean isIn(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /**
     * Reads up to the file.
     *
     * @param body the body of the request
     * @return the content of the file; reading its end reads the rest of the form, and fails if there is a second file
     * @throws IOException if the form is malformed or has no file; the cause is an {@link HttpProblem} if it says why
     */
    static InputStream of(HttpServletRequest request, InputStream body) throws IOException {
        FormParts parts = new FormParts(request, body);
        InputStream file = parts.nextFile();
        if (file == null) {
            throw new IOException(HttpProblem.malformed("found no file in the form, expected one"));
        }
        return new FormFile(file, parts);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            ended = true;
            if (parts.nextFile() != null) {
                throw new IOException(HttpProblem.malformed("found more than one file in the form, expected one"));
            }
        }
        return count;
    }

    /** The parts of a form, one after the other. */
    private static final class FormParts {

        private final FileItemIterator items;
        private int count;
        private long skipped;

        FormParts(HttpServletRequest request, InputStream body) throws IOException {
            FileUpload parser = new FileUpload();
            parser.setPartHeaderSizeMax(LONGEST_PART_HEADER);
            this.items = parser.getItemIterator(new Form(request.getContentType(), body));
        }

        @Nullable
        InputStream nextFile() throws IOException {
            while (items.hasNext()) {
                FileItemStream item = items.next();
                count++;
                if (count > MOST_PARTS) {
                    throw new IOException(HttpProblem.malformed("the form has more than " + MOST_PARTS + " parts"));
                }
                InputStream content = item.openStream();
                String name = item.getName();
                if (!item.isFormField() && name != null && !name.isEmpty()) {
                    return content;
                }
                skip(content);
            }
            return null;
        }

        private void skip(InputStream content) throws IOException {
            skipped += content.readNBytes(OVERHEAD).length;
            if (skipped >= OVERHEAD) {
                throw new IOException(HttpProblem.malformed(
                        "the form has " + OVERHEAD + " bytes or more beside its file, expected fewer"));
            }
        }
    }

    /** The information that the parser needs from a request. */
    private record Form(String contentType, InputStream body) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
